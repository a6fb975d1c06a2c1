import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildPage } from '../../../scripts/build-page.mjs';

/** The built page's files by name, built anew in a folder of their own. */
export async function pageFiles(): Promise<Record<string, Uint8Array>> {
  const folder = mkdtempSync(join(tmpdir(), 'pastiche-page-'));
  try {
    await buildPage({ outdir: folder });
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
    const paths = entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    return Object.fromEntries(
      paths.map((path) => [
        path.slice(folder.length + 1).replaceAll('\\', '/'),
        readFileSync(path),
      ]),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
