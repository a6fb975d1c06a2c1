import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { selectBackend } from '../../../packages/core/src/backend/select.js';
import { readLiteWeights } from '../../../packages/core/src/weights/formats/lite-weights.js';
import { loadWeights } from '../../../packages/core/src/weights/load-weights.js';
import { weightsFolder } from '../../weights/weights-folder.js';
import { checkSize } from './check-plans.js';

const LITE = new URL('../../../packages/core/data/vgg19-lite.safetensors', import.meta.url);

/** Odd, and as low as it may be: the margins are along the width alone. */
const SIZE = { width: 251, height: 67 };
const CUTS = { columns: [2, 1] } as const;

it('finds the gradient of vgg19-lite in pieces to be that of the whole', async () => {
  await selectBackend({ preferred: 'wasm' });
  const lite = readLiteWeights(await readFile(LITE));
  const findings = await checkSize(lite, 'max', SIZE, { ...CUTS, more: [3, 1] });
  expect(findings.map(({ pieces }) => pieces)).toEqual([2, 3]);
  expect(findings.map(({ gradient }) => gradient.passed)).toEqual([true, true]);
});

it.for(['max', 'average'] as const)(
  'finds the gradient of VGG19 in pieces to be that of the whole: %s pooling',
  async (pooling, { skip }) => {
    const folder = process.env.PASTICHE_WEIGHTS;
    if (!folder) return skip('PASTICHE_WEIGHTS does not name the weights of VGG19');
    await selectBackend({ preferred: 'wasm' });
    const weights = await loadWeights({ source: weightsFolder(folder), deepest: 'conv5_1' });
    const [finding] = await checkSize(weights, pooling, SIZE, CUTS);
    expect(finding?.pieces).toBe(2);
    expect(finding?.gradient.passed).toBe(true);
    expect(finding?.losses).toBeLessThan(1e-5);
  },
);
