import { tinyNetwork } from '@pastiche/test-fixtures';
import { expect, it } from 'vitest';
import { stageWeights } from '../network/stage-weights.js';
import { checkArena } from './check-arena.js';

const { weights } = tinyNetwork(3);
const stages = stageWeights({ weights, deepest: 'conv5_1', calibration: null });

it('lets a size pass that fits into 4 GiB', () => {
  expect(() => checkArena(stages, { width: 2048, height: 2048 })).not.toThrow();
});

it('refuses one that does not, in words', () => {
  expect(() => checkArena(stages, { width: 20000, height: 20000 })).toThrow(
    /^The network needs \d+ MB for 20000 × 20000 px, but 4096 MB are the most that it can address; choose a smaller size\.$/,
  );
});
