import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const PROGRAM_NAMES = ['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser'];

/** What a browser test says when it is skipped for want of a browser. */
export const NO_CHROMIUM =
  'no Chrome or Chromium: run node scripts/chromium.mjs, or set CHROME_PATH to its program';

/**
 * The browser for browser tests: `CHROME_PATH` (which `npm test` sets), else the first Chrome or
 * Chromium on `PATH`, else `undefined`. Installs nothing; `scripts/chromium.mjs` does.
 */
export function chromiumPath(env: NodeJS.ProcessEnv = process.env): string | undefined {
  if (env.CHROME_PATH) return env.CHROME_PATH;
  const folders = (env.PATH ?? '').split(delimiter).filter(Boolean);
  return PROGRAM_NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find(
    isExecutable,
  );
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
