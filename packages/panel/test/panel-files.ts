import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildPanel } from '../../../scripts/build-panel.mjs';

/** The built files of the panel by name, built anew in a folder of their own. */
export async function panelFiles(): Promise<Record<string, Uint8Array>> {
  const folder = mkdtempSync(join(tmpdir(), 'pastiche-panel-'));
  try {
    await buildPanel({ outdir: folder });
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    const files = names.filter((name) => /\.\w+$/.test(name));
    return Object.fromEntries(files.map((name) => [name, readFileSync(join(folder, name))]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
