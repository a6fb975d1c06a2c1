// Paints contents × styles with each network, judges the files by VGG19, prints JSON and writes a
// contact sheet: npm run quality -- <folder of contents> <folder of styles> [--size 256]
// [--iterations 250] [--pairs 8] [--networks vgg19-lite,auto,vgg19] [--weights <folder>]
// [--lite <file>] [--out out/quality]. Run again, it goes on where it was interrupted. In place of a
// folder, pictures may be named with commas.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { selectBackend } from '../../packages/core/src/backend/select.js';
import { readLiteWeights } from '../../packages/core/src/weights/formats/lite-weights.js';
import { loadWeights } from '../../packages/core/src/weights/load-weights.js';
import { weightsFolder, weightsOption } from '../weights/weights-folder.js';
import { contactSheet } from './contact-sheet.js';
import { type LoadedNetworks, type PainterName, parsePainters } from './networks.js';
import { listPictures, pairUp } from './pictures.js';
import { type Progress, runQuality } from './quality-run.js';
import { sheetRows } from './quality-sheet.js';

const USAGE =
  'Name two folders: npm run quality -- <folder of contents> <folder of styles> [--size 256] [--iterations 250] [--pairs 8] [--networks vgg19-lite,auto,vgg19] [--weights <folder>] [--lite <file>] [--out <folder>]';

const LITE = fileURLToPath(
  new URL('../../packages/core/data/vgg19-lite.safetensors', import.meta.url),
);
const OUT = fileURLToPath(new URL('../../out/quality', import.meta.url));
const PICTURE_HEIGHT = 192;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      size: { type: 'string', default: '256' },
      iterations: { type: 'string', default: '250' },
      pairs: { type: 'string' },
      networks: { type: 'string', default: 'vgg19-lite,auto,vgg19' },
      weights: { type: 'string' },
      lite: { type: 'string', default: LITE },
      out: { type: 'string', default: OUT },
    },
  });
  const [contents, styles] = positionals;
  if (contents === undefined || styles === undefined || positionals.length > 2) {
    throw new Error(USAGE);
  }
  const size = wholeNumber('size', values.size, 32);
  const iterations = wholeNumber('iterations', values.iterations, 1);
  const count = values.pairs === undefined ? undefined : wholeNumber('pairs', values.pairs, 1);
  const painters = parsePainters(values.networks);
  const pairs = pairUp(await listPictures(contents), await listPictures(styles), count);
  const networks = await load(weightsOption(values.weights), values.lite, painters);
  const { name: backend } = await selectBackend({ preferred: 'wasm' });
  const { out } = values;
  const options = { pairs, painters, networks, size, iterations, out, onProgress: progressLine() };
  const { results, report } = await runQuality(options);
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}`;
  const json = JSON.stringify(
    { date: new Date().toISOString(), machine, backend, ...report },
    null,
    2,
  );
  await mkdir(out, { recursive: true });
  await writeFile(join(out, 'report.json'), `${json}\n`);
  const sheet = join(out, 'contact-sheet.jpg');
  await writeFile(
    sheet,
    await contactSheet(sheetRows(results, painters), { height: PICTURE_HEIGHT }),
  );
  console.error(`\nWrote ${sheet} and report.json beside it.`);
  console.log(json);
}

/** VGG19 is always needed, as the judge; vgg19-lite only to paint. */
async function load(
  folder: string,
  file: string,
  painters: readonly PainterName[],
): Promise<LoadedNetworks> {
  const vgg19 = await loadWeights({ source: weightsFolder(folder), deepest: 'conv5_1' });
  if (painters.every((painter) => painter === 'vgg19')) return { vgg19 };
  const bytes = await readFile(file).catch((cause: unknown) => {
    throw new Error(`${file} cannot be read; name the file of vgg19-lite with --lite.`, { cause });
  });
  return { vgg19, lite: readLiteWeights(bytes) };
}

function wholeNumber(name: string, text: string, smallest: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= smallest) return value;
  throw new Error(`--${name} should be a whole number from ${smallest}, but "${text}" came.`);
}

/** One line per painting and ten per cent, so that an hour's run can be watched in a log. */
function progressLine(): (progress: Progress) => void {
  return ({ pair, painter, iteration: { index, of } }) => {
    const tenths = (at: number) => Math.floor((at / of) * 10);
    if (tenths(index) === tenths(index - 1)) return;
    console.error(`${pair.content.name} × ${pair.style.name}, ${painter}: ${index} of ${of}`);
  };
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
