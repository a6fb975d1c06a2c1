// Measures speed and memory against stock TensorFlow.js on WASM, prints a table and JSON, and appends
// a row to bench/results/wasm.jsonl:
// npm run bench -- [--weights <folder>] [--parts sizes,alone,networks,kernels,regions,growth,512,pyramid] [--sizes 128,256,384]
//   [--content <file> --style <file>] [--dry]
// or the panel in a headless Chromium, with a row in bench/results/browser.jsonl:
// npm run bench -- --browser [--weights <folder>] [--parts preview,iterations,kernels] [--rounds 3] [--dry]
import { appendFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { weightsOption } from '../tools/weights/weights-folder.js';
import { benchBrowser } from './browser/bench-browser.js';
import {
  measure512,
  measureAlone,
  measureGrowth,
  measureKernels,
  measureNetworks,
  measurePyramid,
  measureRegions,
  measureSize,
} from './measure.js';
import { describeMachine } from './report/machine.js';
import type { KernelsRow, NetworksRow, Row, SizeRow } from './report/row.js';
import { formatRow } from './report/table.js';

const RESULTS = fileURLToPath(new URL('results/wasm.jsonl', import.meta.url));

const PARTS: readonly string[] = [
  ...['sizes', 'alone', 'networks', 'kernels', 'regions', 'growth', '512', 'pyramid'],
];
const BROWSER_PARTS: readonly string[] = ['preview', 'iterations', 'kernels'];

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      weights: { type: 'string' },
      parts: { type: 'string' },
      browser: { type: 'boolean', default: false },
      rounds: { type: 'string', default: '3' },
      sizes: { type: 'string', default: '128,256,384' },
      content: { type: 'string' },
      style: { type: 'string' },
      'style-loss': { type: 'string', default: '0.1' },
      dry: { type: 'boolean', default: false },
    },
  });
  if (values.browser) {
    return benchBrowser({
      parts: parseParts(values.parts, BROWSER_PARTS),
      weights: () => weightsOption(values.weights),
      rounds: parseRounds(values.rounds),
      dry: values.dry,
    });
  }
  const weights = weightsOption(values.weights);
  const wanted = new Set(parseParts(values.parts, PARTS));
  const sizes = parseSizes(values.sizes);
  const styleLoss = parseStyleLoss(values['style-loss']);
  const { content, style } = values;
  const row: Row = {
    date: new Date().toISOString(),
    backend: 'wasm',
    machine: describeMachine(),
    ...(wanted.has('sizes') && (await measureSizes(weights, sizes))),
    ...(wanted.has('alone') && (await measureAlone(weights, sizes))),
    ...(wanted.has('networks') && (await measureBoth(weights, sizes))),
    ...(wanted.has('kernels') && (await measureOwnKernels(weights, sizes))),
    ...(wanted.has('regions') && { regions: await measureRegions(weights, 256) }),
    ...(wanted.has('growth') && { growth: await measureGrowth(weights) }),
    ...(wanted.has('512') && { at512: await measure512(weights) }),
    ...(wanted.has('pyramid') && {
      pyramid: await measurePyramid(weights, { content, style, styleLoss }),
    }),
  };
  console.log(formatRow(row));
  console.log(`\n${JSON.stringify(row)}`);
  if (!values.dry) await appendFile(RESULTS, `${JSON.stringify(row)}\n`);
}

async function measureSizes(
  weights: string,
  sizes: readonly number[],
): Promise<Pick<Row, 'sizes'>> {
  const rows: SizeRow[] = [];
  for (const size of sizes) rows.push(await measureSize(weights, size));
  return { sizes: rows };
}

async function measureBoth(
  weights: string,
  sizes: readonly number[],
): Promise<Pick<Row, 'networks'>> {
  const rows: NetworksRow[] = [];
  for (const size of sizes) rows.push(await measureNetworks(weights, size));
  return { networks: rows };
}

async function measureOwnKernels(
  weights: string,
  sizes: readonly number[],
): Promise<Pick<Row, 'kernels'>> {
  const rows: KernelsRow[] = [];
  for (const network of ['vgg19', 'vgg19-lite'] as const) {
    for (const size of sizes) rows.push(await measureKernels(weights, network, size));
  }
  return { kernels: rows };
}

function parseParts(text: string | undefined, known: readonly string[]): readonly string[] {
  if (text === undefined) return known;
  const parts = text.split(',');
  const unknown = parts.find((part) => !known.includes(part));
  if (unknown === undefined) return parts;
  throw new Error(`--parts names "${unknown}", expected some of ${known}; correct it.`);
}

function parseRounds(text: string): number {
  const rounds = Number(text);
  if (Number.isInteger(rounds) && rounds >= 1) return rounds;
  throw new Error(`--rounds should be a whole number from 1, but "${text}" came.`);
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
