import { z } from './protocol.js';

const strength = z
  .number()
  .min(0)
  .max(1)
  .describe('How far to go from the content (0) to the style (1).');

/** What `pastiche_stylize` is asked for. */
export const PAINT_ORDER = {
  picture: z.string().min(1).describe('Path of the picture to repaint; it is never changed.'),
  style: z
    .string()
    .min(1)
    .describe(
      'A built-in style or preset by name (see pastiche_listStyles), or the path of a picture or preset.',
    ),
  output: z
    .string()
    .min(1)
    .optional()
    .describe(
      'Path of the result: .png, .jpg, .webp, .avif or .tif; nothing is ever replaced. Left out: beside the picture, named after both.',
    ),
  strength: strength.optional(),
  size: z
    .union([z.number().int().min(16).max(4096), z.literal('original')])
    .optional()
    .describe(
      'Long side of the result in px, or "original" for that of the picture; default 512. Time grows with its square.',
    ),
  quality: z
    .enum(['draft', 'standard', 'high'])
    .optional()
    .describe('How much work to spend; default standard.'),
  seed: z.number().int().min(0).optional().describe('The same seed gives the same picture.'),
  protect: z
    .string()
    .min(1)
    .optional()
    .describe('Path of a mask of the picture’s shape: what is white stays as it is.'),
  regions: z
    .array(
      z.object({
        mask: z.string().min(1).describe('Path of a mask: what is white has this style.'),
        style: z.string().min(1).describe('As style above.'),
        strength: z.number().positive().max(100).optional().describe('1 as the rest.'),
      }),
    )
    .max(32)
    .optional()
    .describe('Parts with a style of their own, later ones over earlier ones.'),
};

const order = z.object(PAINT_ORDER);

export type PaintOrder = z.infer<typeof order>;

/** What came of it. */
export const PAINT_RESULT = {
  output: z.string().describe('The file that was written.'),
  width: z.number(),
  height: z.number(),
  iterations: z.number(),
  seconds: z.number(),
  notes: z.array(z.string()).describe('What is to be known of the result.'),
};

const result = z.object(PAINT_RESULT);

export type PaintResult = z.infer<typeof result>;
