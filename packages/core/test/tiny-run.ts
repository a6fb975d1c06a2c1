// Runs in a page too, where the other fixtures, made with Node, cannot be.
import { blobsPicture, checkerPicture, cutOutPicture } from '@pastiche/test-fixtures/pictures';
import { tinyNetwork } from '@pastiche/test-fixtures/tiny-network';
import type { Mask } from '../src/image/mask.js';
import type { DoneStep, PaintingStep, StyleStep } from '../src/run/style-step.js';
import { stylize } from '../src/run/stylize.js';
import type { StylizeRequest } from '../src/run/stylize-request.js';

/** A run of a tiny network that takes a fraction of a second: what the tests of a run share. */
export const { weights } = tinyNetwork(7);
export const content = blobsPicture(40, 32, 1);
export const style = checkerPicture(48, 40, 5);

/** Content and style with transparent and half transparent parts. */
export const COVERED: Partial<StylizeRequest> = {
  content: cutOutPicture(40, 32, 3),
  styles: [{ kind: 'picture', pixels: cutOutPicture(48, 40, 5) }],
  parameters: { totalVariation: 0.1, strength: 1 },
};

/** A picture that is far wider than the network sees, so that little memory cuts it into pieces. */
export const WIDE = {
  content: blobsPicture(96, 72, 1),
  parameters: {
    ...{ styleLayers: { conv1_1: 1, conv2_1: 1 }, contentLayers: { conv1_2: 1 } },
    ...{ size: 96, iterations: 3, pyramid: false },
  },
} satisfies Partial<StylizeRequest>;

/** The tiny run with some fields changed. */
export function request(change: Partial<StylizeRequest> = {}): StylizeRequest {
  const styles = [{ kind: 'picture', pixels: style }] as const;
  const parameters = { size: 40, iterations: 6, ...change.parameters };
  return { weights, content, styles, ...change, parameters };
}

/** Every step of the tiny run. */
export async function collect(change: Partial<StylizeRequest> = {}): Promise<StyleStep[]> {
  const steps: StyleStep[] = [];
  for await (const step of stylize(request(change))) steps.push(step);
  return steps;
}

export function paintingSteps(steps: readonly StyleStep[]): PaintingStep[] {
  return steps.filter((step): step is PaintingStep => step.phase === 'painting');
}

export function doneStep(steps: readonly StyleStep[]): DoneStep {
  const last = steps.at(-1);
  if (last?.phase !== 'done') throw new Error(`the last step is ${last?.phase}`);
  return last;
}

/** The alpha bytes of a picture. */
export function alphaBytes({ data }: { data: ArrayLike<number> }): number[] {
  return Array.from(data).filter((_, index) => index % 4 === 3);
}

/** Marks the columns from `left` to before `right`. */
export function columnMask(
  { width, height }: { width: number; height: number },
  left: number,
  right: number,
): Mask {
  const data = Uint8Array.from({ length: width * height }, (_, at) =>
    at % width >= left && at % width < right ? 255 : 0,
  );
  return { width, height, data };
}

/** The bytes of the columns from `left` to before `right`. */
export function columnBytes(
  { width, data }: { width: number; data: ArrayLike<number> },
  left: number,
  right: number,
): number[] {
  return Array.from(data).filter((_, at) => {
    const x = (at >> 2) % width;
    return x >= left && x < right;
  });
}

/** The mean distance of bytes. */
export function meanDistance(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, at) => sum + Math.abs(value - b[at]!), 0) / a.length;
}

/** {@link WIDE} with another style on its right. */
export const WITH_REGION = {
  ...WIDE,
  regions: [
    {
      mask: columnMask(WIDE.content, 48, 96),
      styles: [{ kind: 'picture', pixels: blobsPicture(48, 40, 6) }],
      strength: 1.5,
    },
  ],
} satisfies Partial<StylizeRequest>;
