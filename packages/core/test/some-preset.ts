import fc from 'fast-check';
import type { Preset, PresetPicture, PresetStatistics } from '../src/preset/preset.js';
import { encodeStyleStatistics } from '../src/statistics/style-statistics-file.js';

const HEADS: Readonly<Record<PresetPicture['mediaType'], readonly number[]>> = {
  'image/png': [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
  'image/jpeg': [0xff, 0xd8, 0xff],
  'image/webp': [0x52, 0x49, 0x46, 0x46, 1, 0, 0, 0, 0x57, 0x45, 0x42, 0x50],
};

/** Bytes that begin as a picture does, and are zeros from there. */
export function somePicture(
  mediaType: PresetPicture['mediaType'] = 'image/png',
  size = 8,
): PresetPicture {
  const bytes = new Uint8Array(Math.max(size, HEADS[mediaType].length));
  bytes.set(HEADS[mediaType]);
  return { mediaType, bytes };
}

/** Statistics of one layer with two channels. */
export function someStatistics(
  network: string,
  pooling: 'max' | 'average' = 'max',
  mean: readonly number[] = [0.5, -2],
): PresetStatistics {
  const layer = { mean: Float32Array.from(mean), covariance: Float32Array.of(3, -1, -1, 4) };
  const scales = [{ longSide: 64, layers: new Map([['conv1_1', layer] as const]) }];
  return { network, pooling, bytes: encodeStyleStatistics({ network, pooling, scales }) };
}

const CONTROL = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u;
const WITHOUT_INK = /[\s\u2800\p{Default_Ignorable_Code_Point}]+/gu;
const lineOf = (most: number) =>
  fc
    .string({ unit: 'binary', minLength: 1, maxLength: most })
    .filter((text) => text.replace(WITHOUT_INK, '') !== '' && !CONTROL.test(text));
const someName = fc.oneof(
  lineOf(120),
  fc.constantFrom('<script>alert(1)</script>', '../../etc/passwd', '__proto__', '" onerror="x'),
);
const share = fc.double({ min: 0.001, max: 1, noNaN: true });

const pictures = fc
  .tuple(fc.constantFrom('image/png', 'image/jpeg', 'image/webp'), fc.uint8Array())
  .map(([mediaType, rest]) => ({
    mediaType,
    bytes: Uint8Array.from([...HEADS[mediaType], ...rest]),
  }));

const statistics = fc
  .record({
    networks: fc.uniqueArray(someName, { minLength: 1, maxLength: 3 }),
    pooling: fc.constantFrom('max', 'average'),
    mean: fc.float({ noNaN: true, noDefaultInfinity: true, min: -1000, max: 1000 }),
  })
  .map(({ networks, pooling, mean }) =>
    networks.map((network) => someStatistics(network, pooling, [mean, 1])),
  );

const named = { name: someName, weight: share };

/** Any preset that is valid, as it comes back from its text. */
export const somePreset: fc.Arbitrary<Preset> = fc
  .record(
    {
      name: someName,
      author: someName,
      licence: someName,
      source: fc
        .oneof(lineOf(500), fc.webUrl({ validSchemes: ['https'] }))
        .filter((text) => !/^\s*(?!https:)[a-z][a-z0-9+.-]*:\/\//i.test(text)),
      parameters: fc.record(
        {
          size: fc.integer({ min: 16, max: 4096 }),
          iterations: fc.option(fc.integer({ min: 1, max: 10_000 })),
          strength: fc.double({ min: 0, max: 1, noNaN: true }).map((value) => value + 0),
          keepColours: fc.constantFrom('off', 'luminance', 'match'),
          optimizer: fc.constantFrom('adam', 'lbfgs'),
          contentLayers: fc.record(
            { conv4_2: share, conv5_4: share },
            { requiredKeys: ['conv4_2'] },
          ),
          pyramid: fc.boolean(),
        },
        { requiredKeys: [] },
      ),
      styles: fc.array(
        fc.oneof(fc.record({ ...named, picture: pictures }), fc.record({ ...named, statistics })),
        { minLength: 1, maxLength: 8 },
      ),
    },
    { requiredKeys: ['name', 'parameters', 'styles'] },
  )
  .map((preset) => withoutTuning(preset as Preset));

/** Styles without pictures cannot be tuned to other colours. */
function withoutTuning(preset: Preset): Preset {
  if (preset.styles.every(({ picture }) => picture !== undefined)) return preset;
  const { keepColours: _, ...parameters } = preset.parameters;
  return { ...preset, parameters };
}
