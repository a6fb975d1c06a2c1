import { tinyNetwork } from '@pastiche/test-fixtures';
import { expect, it } from 'vitest';
import { stageWeights } from '../network/stage-weights.js';
import { arenaBytes, MOST_ARENA_BYTES } from './arena-bytes.js';

const { weights } = tinyNetwork(3);
const stages = stageWeights({ weights, deepest: 'conv5_1', calibration: null });

it('is what addresses reach at a size that fits into 4 GiB', () => {
  expect(arenaBytes(stages, { width: 2048, height: 2048 })).toBeLessThanOrEqual(MOST_ARENA_BYTES);
});

it('is more at one that does not', () => {
  expect(arenaBytes(stages, { width: 20000, height: 20000 })).toBeGreaterThan(MOST_ARENA_BYTES);
});
