import { readFileSync } from 'node:fs';
import { DEFAULT_PARAMETERS, inEnglish, parseParameters } from '@pastiche/core';
import {
  encodePreset,
  encodeRecipe,
  type Preset,
  parseRecipe,
  presetFingerprint,
} from '@pastiche/core/presets';
import { casePath, STEP_LOSSES } from '@pastiche/test-fixtures';
import { describe, expect, it, vi } from 'vitest';
import { TINY_PNG, tinyStatistics } from '../../test/fake-engine.js';
import type { Engine, EnginePicture, RunEvent, RunRequest, RunResult } from '../engine/engine.js';
import type { Assets } from '../host/assets.js';
import { createPainter } from './create-painter.js';

const content = { name: 'harbour.png', bytes: new Uint8Array([1]) };
/** What becomes of a mask for a recipe. */
const SMALL = 'Aw==';
const inkWash = { kind: 'built-in', id: 'ink-wash' } as const;

const assets: Assets = {
  workerKinds: ['blob'],
  read: async (name) => new TextEncoder().encode(name),
};

/** An engine that holds pictures of 200 × 100 px and ends a run when it is told to. */
function createEngine(
  finish: (cancelled: Promise<void>) => Promise<void> = async () => {},
  vgg19Here = false,
  failure?: RunResult['failure'],
  grey = false,
) {
  const held = new Map<string, EnginePicture>();
  const open = new Set<object>();
  const requests: RunRequest[] = [];
  const bitmap = () => {
    const one = { width: 1, height: 1, close: () => open.delete(one) };
    open.add(one);
    return one as unknown as ImageBitmap;
  };
  const engine = {
    facts: {
      place: 'worker',
      backend: 'wasm',
      reason: '',
      largestSide: { 'vgg19-lite': 320, vgg19: 160 },
    },
    addPicture: async () => {
      const picture = { id: `p${held.size + 1}`, width: 200, height: 100, preview: bitmap() };
      held.set(picture.id, picture);
      return picture;
    },
    addStatistics: async () => {
      held.set('statistics', { id: 'statistics', width: 0, height: 0, preview: bitmap() });
      return 'statistics';
    },
    removePicture: (id: string) => held.delete(id),
    vgg19State: async () => ({ here: vgg19Here, storedBytes: 0, kept: true }),
    run: (request: RunRequest, listener: (event: RunEvent) => void) => {
      requests.push(request);
      let cancel = () => {};
      const cancelled = new Promise<void>((resolve) => {
        cancel = resolve;
      });
      const painting = async () => {
        listener({ kind: 'preview', bitmap: bitmap() });
        const progress = { index: 1, of: 4 };
        const scale = { index: 1, of: 1, width: 200, height: 100 };
        listener({ kind: 'preparing', scale, grey });
        const times = { msPerIteration: 1, secondsLeft: 1 };
        listener({
          kind: 'step',
          scale,
          iteration: progress,
          overall: progress,
          losses: STEP_LOSSES,
          ...times,
        });
        await finish(cancelled);
        return {
          png: new Uint8Array([9]),
          width: 200,
          height: 100,
          preview: bitmap(),
          parameters: parseParameters(request.parameters),
          network: 'vgg19-lite',
          stoppedEarly: failure !== undefined,
          failure,
          ...((request.protect || request.regions) && {
            masks: {
              protect: (request.protect ?? []).map(() => SMALL),
              regions: (request.regions ?? []).map(() => SMALL),
            },
          }),
        };
      };
      return { cancel, result: painting() };
    },
    close: vi.fn(),
  };
  return { engine: engine as unknown as Engine, held, open, requests };
}

const painterOf = (engine: Engine, settings: unknown = null) =>
  createPainter({
    assets,
    weights: { kind: 'address', baseUrl: null, cache: false },
    readWeights: async () => new Uint8Array(),
    settings,
    startEngine: async () => engine,
  });

describe('the painter', () => {
  it('gives what a run reached that could not go on, and says why', async () => {
    const failure = {
      code: 'out-of-memory',
      name: 'StyleTransferError',
      message: 'It is full.',
      details: '',
    };
    const { engine, held, open } = createEngine(async () => {}, false, failure);
    const painter = await painterOf(engine);
    const painted = await painter.paint({ content, preset: inkWash });
    expect(painted).toMatchObject({ bytes: new Uint8Array([9]), shortfall: 'It is full.' });
    expect(parseRecipe(painted.recipe).stoppedEarly).toBe(true);
    expect(held.size).toBe(0);
    // The preview on the way, which nobody listens to here, is closed as well.
    expect(open.size).toBe(0);
  });

  it('notes that a picture holds more than is painted of it: case 23', async () => {
    const painter = await painterOf(createEngine().engine);
    const bytes = new Uint8Array(readFileSync(casePath('23-animation/anim.gif')));
    const { notes } = await painter.paint({ content: { ...content, bytes }, preset: inkWash });
    expect(notes.map(inEnglish)).toEqual(['harbour.png holds 2 frames; the first one is painted.']);
  });

  it('notes that a painting is grey: case 19', async () => {
    const { engine } = createEngine(undefined, false, undefined, true);
    const painter = await painterOf(engine);
    const { notes } = await painter.paint({ content, preset: inkWash });
    expect(notes.map(inEnglish)).toEqual([
      'As neither harbour.png nor its style brings colour, the painting is grey.',
    ]);
  });

  it('paints with the look of the preset and the size and seed that are set', async () => {
    const { engine, requests, held, open } = createEngine();
    const painter = await painterOf(engine, { parameters: { size: 256, seed: 7, strength: 0.1 } });
    const shares: number[] = [];
    const painted = await painter.paint(
      { content, preset: inkWash },
      { onProgress: (share) => shares.push(share) },
    );

    expect(painted).toEqual({
      bytes: new Uint8Array([9]),
      width: 200,
      height: 100,
      suggestedName: 'harbour.ink-wash',
      recipe: expect.any(String),
      notes: [],
      shortfall: null,
    });
    expect(parseRecipe(painted.recipe)).toMatchObject({
      network: 'vgg19-lite',
      styleNames: ['Ink wash'],
      preset: { name: 'Ink wash', fingerprint: expect.stringMatching(/^built-in:ink-wash:2:/) },
      source: 'harbour.png',
      parameters: { seed: 7 },
    });
    expect(requests[0]).toEqual({
      content: 'p1',
      styles: [{ picture: 'p2', weight: 1 }],
      parameters: { ...DEFAULT_PARAMETERS, size: 256, seed: 7, strength: 0.65 },
      network: 'auto',
      frames: false,
    });
    expect(shares).toEqual([0.25]);
    expect([held.size, open.size]).toEqual([0, 0]);
  });

  it('leaves as it is what the content says is to stay', async () => {
    const { engine, requests } = createEngine();
    const painter = await painterOf(engine);
    const bytes = new Uint8Array([5]);
    const protect = { label: 'Keep text', bytes };
    const { recipe } = await painter.paint({ content: { ...content, protect }, preset: inkWash });
    expect(requests[0].protect).toEqual([bytes]);
    const { masks } = parseRecipe(recipe);
    expect(masks).toEqual({ offered: SMALL, protect: null, regions: [] });
    // Painted again where nobody knows what is to stay: as it stayed then.
    await painter.paint({ content, preset: inkWash, basis: recipe });
    expect(requests[1].protect).toEqual([new Uint8Array([3])]);
  });

  it('paints the regions of another painting in the styles that have their names', async () => {
    const { engine, requests } = createEngine();
    const picture = { mediaType: 'image/png', bytes: TINY_PNG } as const;
    const styles = [
      { name: 'Waves', weight: 1, picture },
      { name: 'Sky', weight: 0, picture },
      { name: 'Unused', weight: 0, picture },
    ];
    const document = encodePreset({ name: 'Both', parameters: {}, styles });
    const preset = { kind: 'document', document } as const;
    const painter = await painterOf(engine);
    const { recipe } = await painter.paint({ content, preset });
    const mask = new Uint8Array([4]);
    const regions = ['Sky', 'Gone'].map((style) => ({ style, mask: 'BA==', strength: 2 }));
    const styleParts = [{ style: 'Waves', mask: 'BQ==' }];
    const masks = { offered: null, protect: null, regions, styleParts };
    const basis = encodeRecipe({ ...parseRecipe(recipe), masks });
    const again = await painter.paint({ content, preset, basis });
    expect(requests[1]).toMatchObject({
      styles: [{ picture: 'p2', weight: 1, mask: new Uint8Array([5]) }],
      regions: [{ mask, strength: 2, styles: [{ picture: 'p3', weight: 1 }] }],
    });
    expect(requests[1].regions).toHaveLength(1);
    expect(parseRecipe(again.recipe).masks?.regions).toEqual([
      { style: 'Sky', mask: SMALL, strength: 2 },
    ]);
  });

  it('paints with a preset without pictures, and says which preset it was', async () => {
    const { engine, held, requests } = createEngine();
    const statistics = [tinyStatistics('vgg19-lite')];
    const preset: Preset = {
      name: 'Waves',
      parameters: { strength: 0.9 },
      styles: [{ name: 'Waves', weight: 1, statistics }],
    };
    const painter = await painterOf(engine);
    const document = encodePreset(preset);
    const { recipe } = await painter.paint({ content, preset: { kind: 'document', document } });

    expect(requests[0].styles).toEqual([{ picture: 'statistics', weight: 1 }]);
    expect(parseRecipe(recipe).preset).toEqual({
      name: 'Waves',
      fingerprint: presetFingerprint(preset),
    });
    expect(held.size).toBe(0);
  });

  it('takes size, seed and network of another painting, and the rest of the preset', async () => {
    const { engine, requests } = createEngine();
    const small = { size: 128, seed: 9, strength: 0.1, quality: 'draft' };
    const before = await painterOf(engine, { parameters: small });
    const { recipe } = await before.paint({ content, preset: inkWash });
    const now = await painterOf(engine, { parameters: { size: 256, seed: 7 } });
    await now.paint({ content, preset: inkWash, basis: recipe });

    // The fake engine says that the built-in network painted.
    expect(requests[1]).toEqual({ ...requests[0], content: 'p1', network: 'vgg19-lite' });
    expect(requests[1].parameters).toMatchObject({ size: 128, seed: 9, quality: 'draft' });
  });

  it('paints each picture at its own size where that is set, as far as it fits', async () => {
    const { engine, requests } = createEngine();
    const painter = await painterOf(engine, { originalSize: true, parameters: { size: 256 } });
    await painter.paint({ content, preset: inkWash });
    expect(requests[0].parameters.size).toBe(200);
  });

  it('paints as large as fits when the size that is set does not', async () => {
    const { engine, requests } = createEngine();
    const painter = await painterOf(engine, { parameters: { size: 4096 } });
    await painter.paint({ content, preset: inkWash });

    // 320 · √2 = 452.5 for a picture twice as wide as high, down to a multiple of 32.
    expect(requests[0].parameters.size).toBe(448);
  });

  it('paints what is for the built-in network alone as large as that can, also where VGG19 is here', async () => {
    const { engine, requests } = createEngine(undefined, true);
    const painter = await painterOf(engine, { parameters: { size: 4096 } });
    const of = (...networks: string[]) => {
      const statistics = networks.map(tinyStatistics);
      const styles = [{ name: 'Waves', weight: 1, statistics }];
      const document = encodePreset({ name: 'Waves', parameters: {}, styles });
      return { kind: 'document', document } as const;
    };
    await painter.paint({ content, preset: of('vgg19-lite') });
    await painter.paint({ content, preset: of('vgg19-lite', 'vgg19') });

    // 320 · √2 = 452.5 and 160 · √2 = 226.3, down to multiples of 32.
    expect(requests.map(({ parameters }) => parameters.size)).toEqual([448, 224]);
  });

  it('refuses a preset that it does not know, or that is none', async () => {
    const { engine } = createEngine();
    const painter = await painterOf(engine);

    await expect(
      painter.paint({ content, preset: { kind: 'built-in', id: 'crayon' } }),
    ).rejects.toThrow('There is no built-in preset "crayon"; choose one from the list.');
    await expect(
      painter.paint({ content, preset: { kind: 'document', document: '{}' } }),
    ).rejects.toThrow('This text is not a Pastiche preset; choose a file that was saved as one.');
  });

  it('cancels the run and lets go of its pictures', async () => {
    const { engine, held } = createEngine(async (cancelled) => {
      await cancelled;
      throw Object.assign(new Error('The run was cancelled.'), { code: 'aborted' });
    });
    const painter = await painterOf(engine);
    const giveUp = new AbortController();
    const painting = painter.paint({ content, preset: inkWash }, { signal: giveUp.signal });
    setTimeout(() => giveUp.abort(), 5);

    await expect(painting).rejects.toMatchObject({ code: 'aborted' });
    expect(held.size).toBe(0);
  });
});
