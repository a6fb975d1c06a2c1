import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openPage } from '@pastiche/test-fixtures/browser-page';
import { bundlePage } from '@pastiche/test-fixtures/bundle-page';
import type { Checked } from './judge/findings.js';
import type { ReferenceSet } from './set/reference-set.js';

export interface BrowserCheckOptions {
  /** The browser's program. */
  readonly chromePath: string;
  /** Folder of the weights' `model.json`. */
  readonly weights: string;
  readonly trajectories: boolean;
  readonly terms: boolean;
}

/**
 * Checks the engine on WebGL in a headless Chromium, whose WebGL draws in software.
 *
 * @throws Error when the page throws or writes an error to its console.
 */
export async function checkInBrowser(
  sets: readonly ReferenceSet[],
  { chromePath, weights, ...parts }: BrowserCheckOptions,
): Promise<Checked> {
  const files = await weightFiles(weights);
  const { script } = await bundlePage(new URL('page.ts', import.meta.url));
  const { page, errors, close } = await openPage({ chromePath, bundle: script, files });
  try {
    const checked = await page.evaluate(
      `checkReference(${toJson(sets)}, ${JSON.stringify(parts)})`,
    );
    if (errors.length > 0) throw new Error(`The page reported: ${errors.join('; ')}`);
    return checked as Checked;
  } finally {
    await close();
  }
}

async function weightFiles(folder: string): Promise<Record<string, Uint8Array>> {
  const names = (await readdir(folder)).filter((name) => /\.(json|bin)$/.test(name));
  const files = names.map(async (name) => [`weights/${name}`, await readFile(join(folder, name))]);
  return Object.fromEntries(await Promise.all(files));
}

/** Typed arrays become plain ones; float32 survives as decimal digits. */
function toJson(sets: readonly ReferenceSet[]): string {
  return JSON.stringify(sets, (_, value) =>
    ArrayBuffer.isView(value) ? Array.from(value as Float32Array) : value,
  );
}
