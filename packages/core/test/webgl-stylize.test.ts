import '@tensorflow/tfjs-backend-wasm';
import { openPage } from '@pastiche/test-fixtures/browser-page';
import { bundlePage } from '@pastiche/test-fixtures/bundle-page';
import { chromiumPath, NO_CHROMIUM } from '@pastiche/test-fixtures/chromium';
import * as tf from '@tensorflow/tfjs';
import { expect, it } from 'vitest';
import { COVERED, collect, doneStep, paintingSteps, WITH_REGION } from './tiny-run.js';

interface Found {
  readonly backend: string;
  readonly losses: number[];
  readonly picture: number[];
  readonly left: number;
}

interface Counted {
  readonly counts: number[];
  readonly compileOnly: boolean[];
  readonly freeTextures: number;
}

interface Resumed {
  readonly left: number;
  readonly losses: number[];
  readonly leftAfter: number;
  readonly polling: number;
}

it('paints on WebGL what it paints on WASM, compiles ahead, leaks nothing, and outlives a lost context', async ({
  skip,
}) => {
  const chromePath = chromiumPath();
  if (!chromePath) return skip(NO_CHROMIUM);
  tf.enableProdMode();
  await tf.setBackend('wasm');
  const steps = await collect();
  const covered = paintingSteps(await collect(COVERED)).map((step) => step.losses.total);
  const whole = paintingSteps(await collect(WITH_REGION)).map((step) => step.losses.total);
  const { script } = await bundlePage(new URL('webgl-stylize-page.ts', import.meta.url));
  const { page, errors, close } = await openPage({ chromePath, bundle: script });
  try {
    const found = await page.evaluate<Found>('run()');
    expect(found.backend).toBe('webgl');
    expect(found.left).toBe(0);
    const losses = paintingSteps(steps).map((step) => step.losses.total);
    // Adam divides by the root of a squared gradient, so rounding grows from step to step.
    expect(found.losses).toBeAllClose(losses, 1e-2);
    expect(found.losses.slice(0, 1)).toBeAllClose(losses.slice(0, 1), 1e-4);
    const expected = Array.from(doneStep(steps).picture.data);
    const differences = found.picture.map((byte, index) => Math.abs(byte - expected[index]!));
    const mean = differences.reduce((sum, difference) => sum + difference, 0) / differences.length;
    expect(mean).toBeLessThan(1);
    expect(errors).toEqual([]);

    const foundCovered = await page.evaluate<Found>('runCovered()');
    expect(foundCovered.left).toBe(0);
    expect(foundCovered.losses).toBeAllClose(covered, 1e-2);
    expect(foundCovered.losses.slice(0, 1)).toBeAllClose(covered.slice(0, 1), 1e-4);

    const inPieces = await page.evaluate<Found & { readonly pieces: number }>('runInPieces()');
    expect(inPieces.pieces).toBeGreaterThan(2);
    expect(inPieces.left).toBe(0);
    expect(inPieces.losses).toBeAllClose(whole, 1e-2);
    expect(inPieces.losses.slice(0, 1)).toBeAllClose(whole.slice(0, 1), 1e-4);

    const counted = await page.evaluate<Counted>('runAndCount()');
    // Everything was compiled before the first iteration, except what shows the finished picture.
    const [ahead, first] = counted.counts;
    expect(ahead).toBeGreaterThan(20);
    expect(first).toBeLessThanOrEqual(ahead! + 1);
    expect(new Set(counted.counts.slice(1, -1))).toEqual(new Set([first]));
    expect(new Set(counted.compileOnly)).toEqual(new Set([false]));
    expect(counted.freeTextures).toBe(0);

    const aborted = await page.evaluate('abortWhileCompiling()');
    // One step per scale, six iterations, and the finished picture.
    expect(aborted).toEqual({ code: 'aborted', steps: 8, left: 0 });

    const lost = await page.evaluate<string>('runUntilLost()');
    expect(lost).toBe(
      'backend-unavailable: The graphics driver took the webgl context away while painting 40 × 32 px; continue from the last checkpoint, at a smaller size if it happens again.',
    );
    const resumed = await page.evaluate<Resumed>('resumeAfterLoss()');
    expect(resumed).toMatchObject({ left: 0, leftAfter: 0, polling: 0 });
    expect(resumed.losses).toBeAllClose(losses.slice(2), 1e-2);
  } finally {
    await close();
  }
});
