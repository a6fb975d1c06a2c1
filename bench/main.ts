// Measures speed and memory against stock TensorFlow.js on WASM, prints a table and JSON, and appends
// a row to bench/results/wasm.jsonl:
// pnpm bench [--weights <folder>] [--sizes 128,256,384] [--content <file> --style <file>] [--dry]
import { appendFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { weightsOption } from '../tools/weights-folder.js';
import { describeMachine } from './machine.js';
import {
  measure512,
  measureGrowth,
  measurePyramid,
  measureSize,
  msPerPixelRatio,
} from './measure.js';
import type { Row, SizeRow } from './row.js';
import { formatRow } from './table.js';

const RESULTS = fileURLToPath(new URL('results/wasm.jsonl', import.meta.url));

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      weights: { type: 'string' },
      sizes: { type: 'string', default: '128,256,384' },
      content: { type: 'string' },
      style: { type: 'string' },
      'style-loss': { type: 'string', default: '0.1' },
      dry: { type: 'boolean', default: false },
    },
  });
  const weights = weightsOption(values.weights);
  const machine = describeMachine();
  const sizes: SizeRow[] = [];
  for (const size of parseSizes(values.sizes)) sizes.push(await measureSize(weights, size));
  const row: Row = {
    date: new Date().toISOString(),
    backend: 'wasm',
    machine,
    sizes,
    msPerPixelRatio: msPerPixelRatio(sizes),
    growth: await measureGrowth(weights),
    at512: await measure512(weights),
    pyramid: await measurePyramid(weights, {
      content: values.content,
      style: values.style,
      styleLoss: parseStyleLoss(values['style-loss']),
    }),
  };
  console.log(formatRow(row));
  console.log(`\n${JSON.stringify(row)}`);
  if (!values.dry) await appendFile(RESULTS, `${JSON.stringify(row)}\n`);
}

function parseSizes(text: string): number[] {
  return text.split(',').map((part) => {
    const size = Number(part);
    if (Number.isInteger(size) && size >= 16) return size;
    throw new Error(`--sizes should be whole numbers from 16 with commas, but "${part}" came.`);
  });
}

function parseStyleLoss(text: string): number {
  const loss = Number(text);
  if (loss > 0) return loss;
  throw new Error(`--style-loss should be a number above 0, but "${text}" came.`);
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
