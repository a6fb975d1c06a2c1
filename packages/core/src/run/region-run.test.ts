import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';
import { checkerPicture, type Picture } from '@pastiche/test-fixtures';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  collect,
  columnBytes,
  columnMask,
  content,
  doneStep,
  meanDistance,
  request,
  style,
  WIDE,
  weights,
} from '../../test/tiny-run.js';
import type { Mask } from '../image/mask.js';
import type { GivenParameters } from '../parameters/schema.js';
import { takeStyleStatistics } from '../statistics/style-statistics.js';
import { stylize } from './stylize.js';
import type { StyleInput, StylizeRequest } from './stylize-request.js';

type Colour = [number, number, number];
const checkers = (...colours: [Colour, Colour]): StyleInput[] => [
  { kind: 'picture', pixels: checkerPicture(48, 48, 6, colours) },
];
const RED = checkers([240, 30, 40], [250, 120, 20]);
const BLUE = checkers([20, 60, 230], [10, 160, 200]);
const GREEN = checkers([30, 200, 60], [160, 240, 20]);
const LEFT = columnMask(content, 0, 20);
const RIGHT = columnMask(content, 20, 40);

const regionWith = (mask: Mask) => ({ mask, styles: BLUE });

async function painted(
  change: Partial<StylizeRequest>,
  parameters: GivenParameters = {},
): Promise<Picture> {
  const all = { strength: 1, iterations: 8, ...parameters };
  return doneStep(await collect({ styles: RED, ...change, parameters: all })).picture as Picture;
}

/** A wide picture, for whose halves there is a region on the right. */
const WIDE_RIGHT = columnMask(WIDE.content, 48, 96);
const paintedWide = (change: Partial<StylizeRequest>, parameters: GivenParameters = {}) =>
  painted(
    { content: WIDE.content, ...change },
    { ...WIDE.parameters, iterations: 12, ...parameters },
  );

/** How far some columns are from those of another picture. */
const apart = (a: Picture, b: Picture, [left, right]: readonly [number, number]) =>
  meanDistance(columnBytes(a, left, right), columnBytes(b, left, right));

describe('a painting with regions', () => {
  beforeAll(async () => {
    tf.enableProdMode();
    await tf.setBackend('wasm');
  });

  it.each<[string, Partial<StylizeRequest>, GivenParameters]>([
    ['by itself', {}, {}],
    ['with L-BFGS', {}, { optimizer: 'lbfgs' }],
    ['from noise', {}, { initialImage: 'noise', alpha: 0 }],
    ['with a cheaper network before', { coarseWeights: { ...weights, id: 'cheap' } }, {}],
  ])('paints each part as a whole picture in its own style, %s', async (_, change, parameters) => {
    const regions = [{ mask: WIDE_RIGHT, styles: BLUE }];
    const paint = (own: Partial<StylizeRequest>) => paintedWide({ ...change, ...own }, parameters);
    const [parted, red, blue] = [
      await paint({ regions }),
      await paint({}),
      await paint({ styles: BLUE }),
    ];
    for (const [columns, own, other] of [
      [[0, 44], red, blue],
      [[52, 96], blue, red],
    ] as const) {
      expect(3 * apart(parted, own, columns)).toBeLessThan(apart(parted, other, columns));
    }
  });

  it('is as without regions where one of them has everything', async () => {
    const everything = columnMask(content, 0, 40);
    const whole = await painted({ styles: BLUE });
    const region = await painted({ regions: [{ mask: everything, styles: BLUE }] });
    expect(meanDistance(Array.from(region.data), Array.from(whole.data))).toBeLessThan(0.01);
  });

  it('gives what two regions have to the later one', async () => {
    const under = [
      { mask: columnMask(content, 10, 40), styles: GREEN },
      { mask: RIGHT, styles: BLUE },
    ];
    const apart = [
      { mask: columnMask(content, 10, 20), styles: GREEN },
      { mask: RIGHT, styles: BLUE },
    ];
    const [a, b] = [await painted({ regions: under }), await painted({ regions: apart })];
    expect(meanDistance(Array.from(a.data), Array.from(b.data))).toBeLessThan(0.01);
  });

  it('lets no style reach into another region far from its border', async () => {
    const paint = (styles: StyleInput[]) =>
      paintedWide({ regions: [{ mask: WIDE_RIGHT, styles }] });
    const [blue, green] = [await paint(BLUE), await paint(GREEN)];
    expect(apart(blue, green, [52, 92])).toBeGreaterThan(5);
    expect(apart(blue, green, [0, 24])).toBeLessThan(1);
  });

  it('takes styles that were measured earlier', async () => {
    const [first] = BLUE;
    if (first?.kind !== 'picture') throw new Error('no picture');
    const picture = first.pixels;
    const statistics = await takeStyleStatistics({ weights, picture, longSides: [96] });
    const measured = [{ kind: 'statistics', statistics }] as const;
    const paint = (styles: readonly StyleInput[]) =>
      paintedWide({ regions: [{ mask: WIDE_RIGHT, styles }] });
    expect(apart(await paint(measured), await paint(BLUE), [0, 96])).toBeLessThan(0.1);
  });

  it('is painted the more, the stronger a region is', async () => {
    const changed = async (strength: number) => {
      const regions = [{ mask: WIDE_RIGHT, styles: BLUE, strength }];
      const picture = await paintedWide({ regions }, { strength: 0.3, optimizer: 'lbfgs' });
      return apart(picture, WIDE.content, [52, 92]);
    };
    expect(await changed(10)).toBeGreaterThan(2 * (await changed(0.01)));
  });

  it('is the same after a resume, and refuses the checkpoint with other regions', async () => {
    const regions = [{ mask: RIGHT, styles: BLUE }];
    const whole = await painted({ regions });
    const parameters = { strength: 1, iterations: 8 };
    const kept: Uint8Array[] = [];
    for await (const step of stylize(request({ regions, styles: RED, parameters }))) {
      if (step.phase !== 'painting' || step.overall.index !== 4) continue;
      kept.push(await step.checkpoint());
      break;
    }
    const [resume] = kept;
    expect(await painted({ regions, resume })).toEqual(whole);
    const others: Partial<StylizeRequest>[] = [
      {},
      { regions: [{ mask: LEFT, styles: BLUE }] },
      { regions: [{ mask: RIGHT, styles: GREEN }] },
      { regions: [{ mask: RIGHT, styles: BLUE, strength: 2 }] },
      { regions, strengthMap: columnMask(content, 0, 30) },
      { regions, erosion: 1 },
    ];
    for (const other of others) {
      const steps = stylize(request({ styles: RED, parameters, resume, ...other }));
      await expect(steps.next()).rejects.toMatchObject({ code: 'invalid-checkpoint' });
    }
  });

  it.each<[string, Partial<StylizeRequest>, RegExp]>([
    [
      'one that is upright',
      { regions: [regionWith(columnMask({ width: 32, height: 40 }, 0, 9))] },
      /shape of the picture/,
    ],
    [
      'one that marks nothing',
      { regions: [regionWith(columnMask(content, 0, 0))] },
      /must mark something/,
    ],
    [
      'one that another covers',
      { regions: [regionWith(LEFT), regionWith(LEFT)] },
      /^Region 1 must have something to paint/,
    ],
    [
      'one that is protected',
      { regions: [regionWith(RIGHT), regionWith(LEFT)], protect: columnMask(content, 0, 21) },
      /^Region 2 must have something to paint/,
    ],
    [
      'one of no strength',
      { regions: [{ ...regionWith(LEFT), strength: 0 }] },
      /regions\[0\]\.strength/,
    ],
    ['one without a style', { regions: [{ mask: LEFT, styles: [] }] }, /at least one style/],
    [
      'one more than there may be',
      { regions: Array(33).fill(regionWith(LEFT)) },
      /may have 32 regions, but 33 came/,
    ],
    [
      'as many as there may be, of which only the last has room',
      { regions: Array(32).fill(regionWith(LEFT)) },
      /^Region 1 must have something to paint/,
    ],
    [
      'thousands',
      { regions: Array(3000).fill(regionWith(LEFT)) },
      /may have 32 regions, but 3000 came/,
    ],
    ['an edge beyond what is seen', { erosion: 1.5 }, /erosion.* from 0 to 1/],
    ['a strength of nothing', { strengthMap: columnMask(content, 0, 0) }, /must mark something/],
  ])('is refused before any work with %s', async (_, change, words) => {
    const before = tf.memory().numTensors;
    await expect(painted(change)).rejects.toThrow(words);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('frees everything', async () => {
    const before = tf.memory().numTensors;
    await painted({
      regions: [{ mask: RIGHT, styles: BLUE }],
      strengthMap: columnMask(content, 10, 40),
    });
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe('a painting with a map of strength', () => {
  it('leaves what is black in it nearly as it is', async () => {
    const picture = await paintedWide({ strengthMap: WIDE_RIGHT });
    expect(apart(picture, WIDE.content, [0, 30])).toBeLessThan(1);
    expect(apart(picture, WIDE.content, [52, 92])).toBeGreaterThan(5);
  });
});

describe('a style of which a part is meant', () => {
  it('is as if the rest were cut off', async () => {
    const { width, height, data } = style;
    const mask = columnMask(style, 0, 30);
    const cut = Uint8ClampedArray.from(data);
    for (let at = 0; at < width * height; at++) if (at % width >= 30) cut[4 * at + 3] = 0;
    const masked = await painted({ styles: [{ kind: 'picture', pixels: style, mask }] });
    const cutOut = { width, height, data: cut };
    expect(masked).toEqual(await painted({ styles: [{ kind: 'picture', pixels: cutOut }] }));
    expect(masked).not.toEqual(await painted({ styles: [{ kind: 'picture', pixels: style }] }));
  });
});
