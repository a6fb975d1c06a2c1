import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodePreset, encodePresetString, type Preset } from '@pastiche/core/presets';
import { TEXT_ENCODINGS } from '@pastiche/test-fixtures';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { presetEnding, readPresetFile } from './preset-input.js';

const bytes = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
const preset: Preset = {
  name: 'Waves',
  parameters: { strength: 0.8 },
  styles: [{ name: 'Waves', weight: 1, picture: { mediaType: 'image/png', bytes } }],
};
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pastiche-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function write(name: string, text: string | Uint8Array): Promise<string> {
  await writeFile(join(folder, name), text);
  return join(folder, name);
}

it.each([
  ['a/waves.pastiche.json', '.pastiche.json'],
  ['WAVES.Pastiche.JSON', '.pastiche.json'],
  ['waves.json', '.json'],
  ['waves.txt', '.txt'],
  ['waves.pastiche', '.pastiche'],
  ['waves.pastiche-style', null],
  ['waves.png', null],
  ['json', null],
])('tells a preset by its name: %s', (file, ending) => {
  expect(presetEnding(file)).toBe(ending);
});

it('reads a file and a share string', async () => {
  expect(await readPresetFile(await write('a.pastiche.json', encodePreset(preset)))).toEqual(
    preset,
  );
  const text = `Here it is:\n${await encodePresetString(preset)}\n`;
  expect(await readPresetFile(await write('a.txt', text))).toEqual(preset);
});

it.each(TEXT_ENCODINGS)(
  'reads both in %s, with a mark and without (case 21)',
  async (_, encoded) => {
    // As Windows PowerShell's > ends it.
    const word = `${await encodePresetString(preset)}\r\n`;
    for (const mark of ['\ufeff', '']) {
      const named = { ...preset, name: 'Frühling – Ш' };
      const file = await write('a.json', encoded(mark + encodePreset(named)));
      expect(await readPresetFile(file)).toEqual(named);
      expect(await readPresetFile(await write('a.txt', encoded(mark + word)))).toEqual(preset);
    }
  },
);

it('says which file is wrong, and how', async () => {
  const other = await write('a.json', '{}');
  await expect(readPresetFile(other)).rejects.toThrow(
    `${other}: This text is not a Pastiche preset; choose a file that was saved as one.`,
  );
  const absent = join(folder, 'b.json');
  await expect(readPresetFile(absent)).rejects.toThrow(
    `${absent} cannot be found; check the name.`,
  );
});
