import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GivenParameters } from '@pastiche/core';
import { encodePresetString, type Preset } from '@pastiche/core/presets';
import { chromiumPath, NO_CHROMIUM } from '@pastiche/test-fixtures/chromium';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildProgram, runProgram } from '../../packages/cli/test/built-program.js';
import { harbourPng } from '../../packages/vscode-extension/test/test-pictures.js';
import { largestDifference } from './both-hosts/largest-difference.js';
import { type Distances, distances } from './same-look/distances.js';
import { openPanelPaintings, type PanelPaintings } from './same-look/panel-paintings.js';

const SIZE = 96;
const LOOK = { size: SIZE, iterations: 12, seed: 5, strength: 0.7 } as const;

/** By how much of itself a distance may differ from one backend to another. */
const ACROSS_BACKENDS = 0.02;
/** Levels of 255 by which one pixel may differ between two hosts on one machine and one backend. */
const ON_ONE_BACKEND = 1;

const chromePath = chromiumPath();

describe('the same look', () => {
  let panel: PanelPaintings;
  let folder: string;
  let content: Uint8Array;
  let style: Uint8Array;

  beforeAll(async () => {
    if (!chromePath) return;
    buildProgram();
    folder = mkdtempSync(join(tmpdir(), 'same-look-'));
    content = await harbourPng(SIZE);
    const sample = new URL('../../samples/style.png', import.meta.url);
    style = await sharp(readFileSync(sample)).resize(128).png().toBuffer();
    writeFileSync(join(folder, 'harbour.png'), content);
    panel = await openPanelPaintings(chromePath);
  });
  afterAll(async () => {
    await panel?.close();
    if (folder !== undefined) rmSync(folder, { recursive: true });
  });
  beforeEach(({ skip }) => {
    if (!chromePath) skip(NO_CHROMIUM);
  });

  it('comes from a preset on WebGL, WASM and the plain processor', async () => {
    const preset = withPicture(LOOK);
    const [onWebgl, onCpu] = await Promise.all([
      panel.paint(preset, content, 'webgl'),
      paintInProgram(preset, 'cpu'),
    ]);
    const onWasm = await paintInProgram(preset, 'wasm');
    const wasm = await judged(onWasm);
    expect(largestShare(await judged(onWebgl), wasm)).toBeLessThan(ACROSS_BACKENDS);
    expect(largestShare(await judged(onCpu), wasm)).toBeLessThan(ACROSS_BACKENDS);
    // Another look is told apart, and so is no painting at all.
    const other = await paintInProgram(withPicture({ ...LOOK, strength: 0.6 }), 'wasm');
    expect(largestShare(await judged(other), wasm)).toBeGreaterThan(ACROSS_BACKENDS);
    expect((await judged(content)).style).toBeGreaterThan(3 * wasm.style);

    const inPanel = await panel.paint(preset, content, 'wasm');
    expect(await largestDifference(inPanel, onWasm)).toBeLessThanOrEqual(ON_ONE_BACKEND);
  });

  it('comes from a preset without its picture, wherever its statistics were taken', async () => {
    const statistics = await panel.statisticsOf(style, 'webgl');
    const look = withPicture({ ...LOOK, iterations: 8 });
    const preset = { ...look, styles: [{ name: 'Waves', weight: 1, statistics }] };
    const inPanel = await panel.paint(preset, content, 'wasm');
    const inProgram = await paintInProgram(preset, 'wasm');
    expect(await largestDifference(inPanel, inProgram)).toBeLessThanOrEqual(ON_ONE_BACKEND);
    const [before, after] = [await judged(content), await judged(inPanel)];
    expect(after.style).toBeLessThan(before.style / 2);

    const [own] = await panel.statisticsOf(style, 'wasm');
    const painting = await panel.paint(
      { ...preset, styles: [{ ...preset.styles[0]!, statistics: [own!] }] },
      content,
      'wasm',
    );
    expect(largestShare(await judged(painting), after)).toBeLessThan(ACROSS_BACKENDS);
  });

  function withPicture(parameters: GivenParameters): Preset {
    const picture = { mediaType: 'image/png', bytes: style } as const;
    return { name: 'Waves', parameters, styles: [{ name: 'Waves', weight: 1, picture }] };
  }

  function judged(painting: Uint8Array): Promise<Distances> {
    return distances(painting, { content, style });
  }

  /** As a share string in a file, which is the way that says most of the codec. */
  async function paintInProgram(preset: Preset, backend: 'wasm' | 'cpu') {
    const output = `${backend}.png`;
    writeFileSync(join(folder, `${backend}.txt`), await encodePresetString(preset));
    const given = ['harbour.png', '--style', `${backend}.txt`, '-o', output, '--overwrite'];
    const args = ['stylize', ...given, `--backend=${backend}`, '--network=vgg19-lite'];
    expect(await runProgram(args, { cwd: folder })).toMatchObject({ code: 0 });
    return readFileSync(join(folder, output));
  }
});

/** By how much of itself the style or the content distance differs, whichever differs more. */
function largestShare(one: Distances, other: Distances): number {
  const shares = (['content', 'style'] as const).map((kind) =>
    Math.abs(one[kind] / other[kind] - 1),
  );
  return Math.max(...shares);
}
