// Writes the JSON Schema of preset files, for outsiders and for the VS Code extension: npm run preset-schema
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { presetSchema } from '../packages/core/src/preset/preset-schema.js';

const ROOT = resolve(import.meta.dirname, '..');
const FILES = ['packages/core/data', 'packages/vscode-extension/schemas'];

for (const folder of FILES) {
  const text = `${JSON.stringify(presetSchema(), null, 2)}\n`;
  await writeFile(join(ROOT, folder, 'preset.schema.json'), text);
}
