// Puts pictures side by side at one height, with labels, as docs/pictures/sample.jpg is made:
// npx tsx tools/quality/side-by-side.ts docs/pictures/sample.jpg --height 300 \
//   content=samples/content.png style=samples/style.png "painted with VGG19 at 384 px, 150 iterations=painted.png"
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { contactSheet, type SheetCell } from './contact-sheet.js';

const USAGE = 'Name the JPEG to write and the pictures: side-by-side.ts <file> label=picture …';

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { height: { type: 'string', default: '300' } },
  });
  const [out, ...pictures] = positionals;
  const height = Number(values.height);
  if (out === undefined || pictures.length === 0) throw new Error(USAGE);
  if (!(Number.isInteger(height) && height >= 1)) {
    throw new Error(`--height should be a whole number of pixels, but "${values.height}" came.`);
  }
  await writeFile(out, await contactSheet([pictures.map(cell)], { height }));
}

function cell(text: string): SheetCell {
  const split = text.lastIndexOf('=');
  if (split < 0) throw new Error(`A picture should be given as label=file, but "${text}" came.`);
  return { label: text.slice(0, split), picture: text.slice(split + 1) };
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
