import { describe, expect, it } from 'vitest';
import type { Coverage } from '../image/coverage.js';
import { positionsAt, rootsByLayer, scaleParts } from './scale-parts.js';

const SIZE = { width: 32, height: 16 };

/** The left three quarters of the picture. */
const region: Coverage = {
  ...SIZE,
  data: Float32Array.from({ length: 32 * 16 }, (_, at) => (at % 32 < 24 ? 1 : 0)),
};

const partWithEdge = (edge: number) => {
  const whole = rootsByLayer(null);
  const part = { coverage: region, region, strength: 2, styles: [] };
  const [painted] = scaleParts({
    ...{ parts: [part], coverage: null, size: SIZE, whole },
    edgeOf: () => edge,
  });
  return painted!;
};

describe('a part of a picture', () => {
  it('is painted as strongly as it is large, also where its edge is left out of the statistics', () => {
    for (const layer of ['conv1_1', 'conv3_1'] as const) {
      const columns = layer === 'conv1_1' ? 32 : 8;
      const rows = columns / 2;
      for (const edge of [0, 1]) {
        const part = partWithEdge(edge);
        const counted = (0.75 * columns - edge) * rows;
        expect(positionsAt(layer, SIZE, part.rootsOf)).toBeCloseTo(counted);
        expect(part.shareOf(layer)).toBeCloseTo(2 * 0.75);
      }
    }
  });
});
