import { type Losses, largestSides, lossWeights } from '@pastiche/core';
import type { BrowserPage } from '@pastiche/test-fixtures/browser-page';
import { chromiumPath, NO_CHROMIUM } from '@pastiche/test-fixtures/chromium';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openEnginePage } from './open-engine-page.js';
import { HEIGHT, handMadeTiff, samplesOf, WIDTH } from './tiff-files.js';

interface Painted {
  readonly told: string[];
  readonly previews: string[];
  readonly outcome: Record<string, unknown>;
  readonly memory: { readonly tensors: number; readonly bytes: number };
}

describe('the engine in a worker, on WebGL in software', () => {
  const chromePath = chromiumPath();
  let browser: BrowserPage;
  const evaluate = <T>(body: string): Promise<T> =>
    browser.page.evaluate<T>(`(async () => { ${body} })()`);

  beforeAll(async () => {
    if (!chromePath) return;
    browser = await openEnginePage(chromePath);
    await evaluate(`
      globalThis.engine = await start({ kinds: ['address'] });
      globalThis.pair = await addPair(engine);
    `);
  });
  afterAll(() => browser?.close());
  beforeEach(({ skip }) => {
    if (!chromePath) skip(NO_CHROMIUM);
  });

  it('says what it runs on', async () => {
    const memory = await evaluate<number>('return navigator.deviceMemory');
    expect(memory).toBeGreaterThan(0);
    expect(await evaluate('return engine.facts')).toEqual({
      place: 'worker',
      backend: 'webgl',
      reason: 'webgl was asked for',
      said: { pattern: '{0} was asked for', values: ['webgl'] },
      needs: {
        'vgg19-lite': { fixed: 8e6, perPixel: 1000 },
        vgg19: { fixed: 125e6, perPixel: 4200 },
      },
      // SwiftShader's textures are 8192 px and more, so memory decides.
      largestSide: largestSides('webgl', { textureSide: 8192, memory }),
    });
  });

  it('paints: events in order, previews, a PNG with its alpha, frames, and no tensor left', async () => {
    const painted = await evaluate<Painted & { alpha: unknown; gif: number[] }>(`
      const before = await engine.memory();
      const painted = await paint(engine, requestOf(pair, { frames: true }));
      const gif = await engine.timelapse();
      const alpha = await alphaOf(painted.outcome.png);
      delete painted.outcome.png;
      return { ...painted, alpha, gif: Array.from(gif), before };
    `);

    const { told, previews, outcome, alpha, gif, memory } = painted;
    expect(told.slice(0, 3)).toEqual(['preparing', 'step 1', 'preview']);
    expect(told.filter((what) => what.startsWith('step')).at(-1)).toBe('step 6');
    expect(previews[0]).toBe('48 × 36');
    expect(outcome).toMatchObject({
      width: 48,
      height: 36,
      stoppedEarly: false,
      network: 'vgg19-lite',
      preview: '48 × 36',
      parameters: { size: 48, iterations: 6, strength: 0.5 },
    });
    // The right half is transparent, the lower left half-transparent.
    expect(alpha).toEqual({ size: '48 × 36', alpha: [255, 0, 128, 0] });
    expect(memory).toEqual({ tensors: 0, bytes: 0 });
    expect(String.fromCharCode(...gif.slice(0, 6))).toBe('GIF89a');
    // Width and height in 16 bits each, low byte first.
    expect(gif.slice(6, 10)).toEqual([48, 0, 36, 0]);
    expect(gifFrames(gif)).toBe(7);
  });

  it('paints with the statistics of a style as with its picture', async () => {
    const { kept, drawn, network, bytes, gone } = await evaluate<{
      kept: Losses[];
      drawn: Losses[];
      network: string[];
      bytes: number;
      gone: string;
    }>(`
      // At twice the size of the painting the style is looked at as large as it is.
      const parameters = { size: 48, iterations: 6, styleScale: 2 };
      const lossesWith = async (picture) => {
        const losses = [];
        const styles = [{ picture, weight: 1 }];
        const request = requestOf(pair, { parameters, styles, network: 'auto' });
        const { outcome } = await paint(engine, request, (event) => {
          if (event.kind === 'step') losses[event.overall.index] = event.losses;
        });
        if (outcome.code) throw new Error(outcome.message);
        return losses;
      };
      const taken = await engine.takeStatistics(pair.style.id, { parameters, network: 'auto' });
      const id = await engine.addStatistics(taken.map(({ bytes }) => bytes));
      const kept = await lossesWith(id);
      const drawn = await lossesWith(pair.style.id);
      engine.removePicture(id);
      const gone = await paint(engine, requestOf(pair, { styles: [{ picture: id, weight: 1 }] }));
      return {
        kept,
        drawn,
        network: taken.map(({ network }) => network),
        bytes: taken[0].bytes.length,
        gone: gone.outcome.code,
      };
    `);
    expect(network).toEqual(['vgg19-lite']);
    // One scale: a picture of 96 px is never enlarged.
    expect(bytes).toBeLessThan(70_000);
    expect(kept[6]!.style / drawn[6]!.style).toBeGreaterThan(0.98);
    expect(kept[6]!.style / drawn[6]!.style).toBeLessThan(1.02);
    expect(kept[1]!.content).toBe(drawn[1]!.content);
    expect(kept[6]!.style).toBeLessThan(kept[1]!.style);
    expect(gone).toBe('invalid-image');
  });

  it('refuses statistics that are none, or that it has no network for', async () => {
    const refusals = await evaluate<string[]>(`
      const parameters = { styleLayers: { conv3_4: 1 } };
      return [
        await refusal(engine.addStatistics([new Uint8Array([1, 2, 3])])),
        await refusal(engine.takeStatistics(pair.style.id, { parameters, network: 'auto' })),
      ];
    `);
    expect(refusals).toEqual([
      expect.stringMatching(/^invalid-statistics: The style statistics file has 3 bytes/),
      'invalid-statistics: The built-in network cannot tell of all of the style layers conv3_4, and VGG19 is not here; reset the style layers under Advanced, or choose VGG19 and download it.',
    ]);
  });

  it('leaves as it is what any of the masks shows in white', async () => {
    const [stays, painted, refused, small] = await evaluate<[number, number, string, string[]]>(`
      const maskFile = async (width, height, ...white) => {
        const canvas = new OffscreenCanvas(width, height);
        const context = canvas.getContext('2d');
        context.fillStyle = 'black';
        context.fillRect(0, 0, width, height);
        context.fillStyle = 'white';
        context.fillRect(...white);
        return new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer());
      };
      const pixelsOf = async (png) => {
        const bitmap = await createImageBitmap(new Blob([png]));
        const context = new OffscreenCanvas(64, 48).getContext('2d');
        context.drawImage(bitmap, 0, 0);
        return (...part) => context.getImageData(...part).data;
      };
      // The content is opaque in its upper left quarter, which these two cover together; the edge of the
      // smaller one is soft.
      const left = await maskFile(64, 48, 0, 0, 16, 24);
      const right = await maskFile(32, 24, 7, 0, 9, 12);
      const parameters = { size: 64, iterations: 6 };
      const protect = [left, right];
      const { outcome } = await paint(engine, requestOf(pair, { parameters, protect }));
      const before = await pixelsOf(await drawPicture(64, 48));
      const after = await pixelsOf(outcome.png);
      const changed = (...part) => {
        const now = after(...part);
        return before(...part).filter((value, at) => value !== now[at]).length;
      };
      const square = await maskFile(16, 16, 0, 0, 8, 8);
      const refused = await paint(engine, requestOf(pair, { protect: [left, square] }));
      const sizeOf = async (png) => {
        const file = await fetch('data:image/png;base64,' + png);
        const { width, height } = await createImageBitmap(await file.blob());
        return width + ' × ' + height;
      };
      const small = await Promise.all(outcome.masks.protect.map(sizeOf));
      return [changed(0, 0, 31, 23), changed(0, 28, 32, 20), refused.outcome.message, small];
    `);
    expect(stays).toBe(0);
    expect(painted).toBeGreaterThan(1000);
    expect(small).toEqual(['64 × 48', '32 × 24']);
    expect(refused).toMatch(
      /^The mask must have the shape of the picture, 64 × 48 px, but it is 16/,
    );
  });

  it('reads a mask over a picture from a file, at the size that is asked for', async () => {
    const [mask, refused] = await evaluate<[{ data: Record<string, number> }, string]>(`
      const context = new OffscreenCanvas(128, 96).getContext('2d');
      context.fillStyle = 'white';
      context.fillRect(0, 0, 64, 96);
      const file = new Uint8Array(await (await context.canvas.convertToBlob()).arrayBuffer());
      const mask = await engine.readMask(file, pair.content.id, { width: 8, height: 6 });
      const refused = await refusal(engine.readMask(file, pair.style.id, { width: 8, height: 8 }));
      return [mask, refused];
    `);
    expect(mask).toMatchObject({ width: 8, height: 6 });
    const [first, , , beside, next, ...rest] = Object.values(mask.data).slice(0, 8);
    // Each pixel reaches half a pixel beyond its own.
    expect([first, beside, next, ...rest]).toEqual([255, 223, 32, 0, 0, 0]);
    expect(refused).toMatch(/^invalid-image: The mask must have the shape of the picture, 96 × 96/);
  });

  it('paints a region in its own style, and in a part of a style’s picture, and says where there is nothing of one', async () => {
    const [fromOwn, fromOther, fromPart, fromAll, small, refused] = await evaluate<
      [number, number, number, number, string, string]
    >(`
      const filled = async (width, height, colour, ...part) => {
        const context = new OffscreenCanvas(width, height).getContext('2d');
        context.fillStyle = 'black';
        context.fillRect(0, 0, width, height);
        context.fillStyle = colour;
        context.fillRect(...part);
        return new Uint8Array(await (await context.canvas.convertToBlob()).arrayBuffer());
      };
      const red = await engine.addPicture(await filled(64, 64, 'red', 0, 0, 64, 64));
      const styles = [{ picture: red.id, weight: 1 }];
      const parameters = { size: 48, iterations: 6, strength: 1 };
      const paintWith = async (change) =>
        (await paint(engine, requestOf(pair, { parameters, ...change }))).outcome;
      // The content is opaque in its upper left quarter.
      const pixelsOf = async ({ png }) => {
        const context = new OffscreenCanvas(48, 36).getContext('2d');
        context.drawImage(await createImageBitmap(new Blob([png])), 0, 0);
        return context.getImageData(0, 0, 24, 18).data;
      };
      const everywhere = await filled(32, 24, 'white', 0, 0, 32, 24);
      const parted = await paintWith({ regions: [{ mask: everywhere, styles }] });
      // Of a style that is red on its left and black on its right, the left alone.
      const both = await engine.addPicture(await filled(64, 64, 'red', 0, 0, 32, 64));
      const left = await filled(64, 64, 'white', 0, 0, 32, 64);
      const half = await engine.addPicture(await filled(32, 64, 'red', 0, 0, 32, 64));
      const all = await paintWith({ styles: [{ picture: both.id, weight: 1 }] });
      const part = await paintWith({ styles: [{ picture: both.id, weight: 1, mask: left }] });
      const cutOut = await paintWith({ styles: [{ picture: half.id, weight: 1 }] });
      const [own, other, painted, ofPart, ofAll, ofHalf] = await Promise.all(
        [await paintWith({ styles }), await paintWith({}), parted, part, all, cutOut].map(pixelsOf),
      );
      for (const { id } of [both, half]) engine.removePicture(id);
      if (part.masks.styleParts[0].picture !== both.id) throw new Error('The mask is not told.');
      const difference = (one, of) =>
        one.reduce((sum, value, at) => sum + Math.abs(value - of[at]), 0) / one.length;
      const differenceFrom = (one) => difference(one, painted);
      const file = await fetch('data:image/png;base64,' + parted.masks.regions[0]);
      const { width, height } = await createImageBitmap(await file.blob());
      // Where it is transparent there is nothing to paint.
      const mask = await filled(64, 48, 'white', 40, 0, 24, 48);
      const nowhere = await paintWith({ regions: [{ mask, styles }] });
      engine.removePicture(red.id);
      const parts = [difference(ofPart, ofHalf), difference(ofAll, ofHalf)];
      const regions = [differenceFrom(own), differenceFrom(other)];
      return [...regions, ...parts, width + ' × ' + height, nowhere.message];
    `);
    expect(fromOwn).toBeLessThan(0.5);
    expect(fromOther).toBeGreaterThan(2);
    expect(fromPart).toBeLessThan(0.5);
    expect(fromAll).toBeGreaterThan(1);
    expect(small).toBe('32 × 24');
    expect(refused).toMatch(/^Region 1 must have something to paint, but/);
  });

  it('changes while it paints', async () => {
    const { outcome, losses } = await evaluate<Painted & { losses: Losses[] }>(`
      const losses = [];
      const painted = await paint(engine, requestOf(pair), (event, run) => {
        if (event.kind !== 'step') return;
        losses[event.overall.index] = event.losses;
        if (event.overall.index === 2) run.set({ strength: 0.9 });
      });
      return { ...painted, losses };
    `);
    expect(outcome).toMatchObject({ stoppedEarly: false, parameters: { strength: 0.9 } });
    const totalOf = ({ content, style }: Losses, strength: number) => {
      const { alpha, beta } = lossWeights({ strength, alpha: null, beta: null });
      return alpha * content + beta * style;
    };
    expect([losses[1]!.total]).toBeAllClose([totalOf(losses[1]!, 0.5)], 1e-4);
    expect([losses[6]!.total]).toBeAllClose([totalOf(losses[6]!, 0.9)], 1e-4);
  });

  it('makes no iteration while it is paused, and goes on', async () => {
    const { outcome, told, atPause } = await evaluate<Painted & { atPause: number }>(`
      let last = 0;
      let atPause = 0;
      const painted = await paint(engine, requestOf(pair), (event, run) => {
        if (event.kind !== 'step') return;
        last = event.overall.index;
        if (last !== 1) return;
        run.pause();
        // An iteration may be under way; after it there are 2 s, several iterations' time, without one.
        const settle = async () => {
          for (let before = -1; before !== last; ) {
            before = last;
            await new Promise((resolve) => setTimeout(resolve, 2000));
          }
          atPause = last;
          run.resume();
        };
        settle();
      });
      return { ...painted, atPause };
    `);
    expect(atPause).toBeLessThan(6);
    expect(told).toContain('step 6');
    expect(outcome).toMatchObject({ stoppedEarly: false });
  });

  it('stops and keeps the picture', async () => {
    const { outcome, memory } = await evaluate<Painted>(`
      return await paint(engine, requestOf(pair, { parameters: { size: 48, iterations: 100 } }), (event, run) => {
        if (event.kind === 'step' && event.overall.index === 2) run.stop();
      });
    `);
    expect(outcome).toMatchObject({ stoppedEarly: true, width: 48, height: 36 });
    expect(memory).toEqual({ tensors: 0, bytes: 0 });
  });

  it('is cancelled and frees every tensor', async () => {
    const { outcome, memory, told } = await evaluate<Painted>(`
      return await paint(engine, requestOf(pair, { parameters: { size: 48, iterations: 100 } }), (event, run) => {
        if (event.kind === 'step' && event.overall.index === 2) run.cancel();
      });
    `);
    expect(outcome).toEqual({ code: 'aborted', message: 'The run was cancelled.' });
    expect(memory).toEqual({ tensors: 0, bytes: 0 });
    expect(told).not.toContain('step 5');
  });

  it('refuses a second run, and the first one goes on', async () => {
    const { told, second } = await evaluate<Painted & { second: string }>(`
      let second;
      const painted = await paint(engine, requestOf(pair), (event) => {
        second ??= refusal(engine.run(requestOf(pair), () => {}).result);
      });
      return { ...painted, second: await second };
    `);
    expect(second).toBe(
      'invalid-parameter: One picture is painted at a time, but a second one was asked for; wait for the first or cancel it.',
    );
    expect(told).toContain('step 6');
  });

  it('refuses with a sentence what it cannot paint', async () => {
    const refused = await evaluate<string[]>(`
      const ask = (change) => refusal(engine.run(requestOf(pair, change), () => {}).result);
      return [
        await ask({ parameters: { size: 'large' } }),
        await ask({ content: 'picture-99' }),
        await ask({ styles: [] }),
      ];
    `);
    expect(refused).toEqual([
      expect.stringMatching(/^invalid-parameter: size .*large/),
      'invalid-image: The picture should still be open, but it was put away; choose it again.',
      'invalid-parameter: A run needs at least one style, and weights of 0 or more that are not all 0, but no style came.',
    ]);
  });

  it('goes on after the graphics context was lost, from its last checkpoint', async () => {
    const { told, outcome, memory } = await evaluate<Painted>(`
      let lost = false;
      return await paint(engine, requestOf(pair), (event) => {
        if (lost || event.kind !== 'step' || event.overall.index < 3) return;
        lost = true;
        workers.at(-1).postMessage('lose the context');
      });
    `);
    const recovery = told.indexOf('recovering');
    expect(recovery).toBeGreaterThan(0);
    expect(told.filter((what) => what === 'recovering')).toHaveLength(1);
    // The snapshot was taken after the first iteration or later: the run does not begin anew.
    expect(told.slice(recovery)).not.toContain('step 1');
    expect(told.at(-1) === 'step 6' || told.at(-2) === 'step 6').toBe(true);
    expect(outcome).toMatchObject({ stoppedEarly: false, width: 48, height: 36 });
    expect(memory).toEqual({ tensors: 0, bytes: 0 });
  });

  it('goes on from a checkpoint in another engine, masks included, to the pixels of a run that nobody interrupted', async () => {
    const { whole, early, resumed, told, steps, refused, memory } = await evaluate<{
      whole: number[];
      early: number[];
      resumed: number[];
      told: number;
      steps: string[];
      refused: string[];
      memory: Painted['memory'];
    }>(`
      const checkpoints = [];
      const mask = await drawPicture(64, 48);
      const masksOf = ({ content }) => ({
        protect: [mask],
        regions: [{ mask, styles: [{ picture: content.id, weight: 1 }] }],
      });
      const request = requestOf(pair, { checkpoints: true, ...masksOf(pair) });
      const whole = await paint(engine, request, (event) => {
        if (event.kind === 'checkpoint') checkpoints.push(event.bytes);
      });
      const other = await start({ kinds: ['address'] });
      const again = await addPair(other);
      const resume = checkpoints[0];
      const masks = masksOf(again);
      const resumed = await paint(other, requestOf(again, { resume, parameters: {}, ...masks }));
      const wrong = [
        await paint(other, requestOf({ ...again, style: again.content }, { resume, ...masks })),
        await paint(other, requestOf(again, { resume })),
      ];
      other.close();
      const fewer = { parameters: { size: 48, iterations: 5 }, ...masksOf(pair) };
      const early = await paint(engine, requestOf(pair, fewer));
      return {
        whole: [...whole.outcome.png],
        early: [...early.outcome.png],
        resumed: [...resumed.outcome.png],
        told: checkpoints.length,
        steps: resumed.told.filter((what) => what.startsWith('step')),
        refused: wrong.map(({ outcome }) => outcome.code),
        memory: resumed.memory,
      };
    `);
    expect(told).toBeGreaterThan(0);
    expect(steps).not.toContain('step 1');
    expect(steps.at(-1)).toBe('step 6');
    expect(resumed).toEqual(whole);
    expect(early).not.toEqual(whole);
    expect(refused).toEqual(['invalid-checkpoint', 'invalid-checkpoint']);
    expect(memory).toEqual({ tensors: 0, bytes: 0 });
  });

  it('goes on with WASM when the context is lost again and again', async () => {
    const { backends, outcome, memory } = await evaluate<Painted & { backends: string[] }>(`
      const other = await start({ kinds: ['address'] });
      const backends = [];
      const painted = await paint(other, requestOf(await addPair(other)), (event) => {
        if (event.kind === 'recovering') backends.push(event.backend);
        // Before the first iteration, so that there is no snapshot either.
        if (event.kind === 'preparing') workers.at(-1).postMessage('lose the context');
      });
      other.close();
      return { ...painted, backends };
    `);
    expect(backends).toEqual(['webgl', 'webgl', 'webgl', 'wasm']);
    expect(outcome).toMatchObject({ stoppedEarly: false, width: 48, height: 36 });
    expect(memory).toEqual({ tensors: 0, bytes: 0 });
  });

  it('refuses pictures that are none, with a sentence', async () => {
    const refused = await evaluate<string[]>(`
      const png = await drawPicture(300, 200);
      const absurd = png.slice();
      // The width stands in the header's bytes 16 to 19, the height in 20 to 23.
      new DataView(absurd.buffer).setUint32(16, 20000);
      new DataView(absurd.buffer).setUint32(20, 20000);
      const text = new TextEncoder().encode('no picture');
      const add = (bytes) => refusal(engine.addPicture(bytes));
      return [
        await add(new Uint8Array(0)),
        await add(text),
        await add(png.slice(0, png.length >> 1)),
        await add(absurd),
      ];
    `);
    expect(refused).toEqual([
      'invalid-image: The picture should be a file with something in it, but it is empty; choose another one.',
      'invalid-image: The file should be a picture (PNG, JPEG, WebP, GIF, BMP, AVIF or TIFF), but it is something else; choose another one.',
      'invalid-image: The picture should be a whole file, but it is damaged or cut short; export or download it again.',
      'invalid-image: A picture may have 100 megapixels, but this one has 20000 × 20000 px; make it smaller first.',
    ]);
  });

  it('takes a TIFF in its worker', async () => {
    const file = [...handMadeTiff({ strips: [samplesOf(3)] })];
    const [size, shown] = await evaluate<[object, number[]]>(`
      const { id, preview, ...size } = await engine.addPicture(new Uint8Array(${JSON.stringify(file)}));
      const context = new OffscreenCanvas(preview.width, preview.height).getContext('2d');
      context.drawImage(preview, 0, 0);
      preview.close();
      engine.removePicture(id);
      return [size, [...context.getImageData(10, 20, 1, 1).data]];
    `);
    expect(size).toEqual({ width: WIDTH, height: HEIGHT });
    const at = (20 * WIDTH + 10) * 3;
    expect(shown).toEqual([...samplesOf(3).subarray(at, at + 3), 255]);
  });

  it('reduces what is larger than 4096 px, and pictures for presets to their limits', async () => {
    const [large, preset] = await evaluate<[object, { bytes: number; side: string }]>(`
      const picture = await engine.addPicture(await drawPicture(5000, 500));
      const { id, preview, ...size } = picture;
      const shown = preview.width + ' × ' + preview.height;
      preview.close();
      const { mediaType, bytes } = await engine.reducePicture(id, { longSide: 256, bytes: 6000 });
      const bitmap = await createImageBitmap(new Blob([bytes], { type: mediaType }));
      engine.removePicture(id);
      return [{ ...size, shown }, { mediaType, bytes: bytes.length, side: bitmap.width + ' × ' + bitmap.height }];
    `);
    expect(large).toEqual({ width: 4096, height: 410, shown: '1024 × 103' });
    expect(preset).toMatchObject({ mediaType: 'image/webp' });
    expect(preset.bytes).toBeLessThanOrEqual(6000);
    expect(preset.side).toMatch(/^\d+ × \d+$/);
  });

  it('is not disturbed by junk', async () => {
    const memory = await evaluate(`
      const junk = [null, 7, 'text', [], {}, { kind: 'request' }, { pastiche: 1, channel: 'engine', kind: 'request', id: 'x', name: '__proto__', body: {} },
        { pastiche: 1, channel: 'engine', kind: 'event', name: 'changeRun', body: { strength: 'very' } }, new ArrayBuffer(8)];
      for (const message of junk) workers.at(-1).postMessage(message);
      return await engine.memory();
    `);
    expect(memory).toEqual({ tensors: 0, bytes: 0 });
    const { outcome } = await evaluate<Painted>('return await paint(engine, requestOf(pair))');
    expect(outcome).toMatchObject({ stoppedEarly: false });
  });

  it('fails what is pending when it is closed', async () => {
    const refused = await evaluate<string[]>(`
      const other = await start({ kinds: ['address'], backend: 'cpu' });
      const pending = refusal(other.vgg19State());
      other.close();
      return [await pending, await refusal(other.memory())];
    `);
    expect(refused).toEqual([
      'channel-closed: "vgg19State" got no answer, because the connection was closed: The engine was ended.',
      'channel-closed: "memory" got no answer, because the connection was closed: The engine was ended.',
    ]);
  });

  it('fails what is pending when its worker dies', async () => {
    const refused = await evaluate<string>(`
      const other = await start({ kinds: ['address'], backend: 'cpu' });
      const pending = refusal(other.loadVgg19(() => {}).done);
      workers.at(-1).dispatchEvent(new ErrorEvent('error', { message: 'out of memory' }));
      return await pending;
    `);
    expect(refused).toBe(
      'channel-closed: "loadVgg19" got no answer, because the connection was closed: The engine\'s worker failed (out of memory). Start the engine anew.',
    );
  });

  it('tells once when its worker dies while nothing is asked of it, and not when it is closed', async () => {
    const [lost, closed, refused] = await evaluate<[object[], object[], string]>(`
      const follow = async (end) => {
        const told = [];
        const other = await start({ kinds: ['address'], backend: 'cpu' });
        other.onLost(({ code, message }) => told.push({ code, message }));
        end(other);
        await new Promise((resolve) => setTimeout(resolve, 100));
        return [told, other];
      };
      const die = () => workers.at(-1).dispatchEvent(new ErrorEvent('error', { message: 'out of memory' }));
      const [lost, dead] = await follow(() => { die(); die(); });
      const [closed] = await follow((other) => { other.close(); die(); });
      return [lost, closed, await refusal(dead.memory())];
    `);
    expect(lost).toEqual([
      {
        code: 'channel-closed',
        message: "The engine's worker failed (out of memory). Start the engine anew.",
      },
    ]);
    expect(closed).toEqual([]);
    expect(refused).toMatch(/^channel-closed: /);
  });

  it('takes WASM by itself where WebGL is drawn in software, and paints the same there', async () => {
    const [facts, outcome] = await evaluate<[object, Record<string, unknown>]>(`
      const other = await start({ kinds: ['blob'], backend: 'auto' });
      const painted = await paint(other, requestOf(await addPair(other)));
      delete painted.outcome.png;
      other.close();
      return [other.facts, painted.outcome];
    `);
    expect(facts).toMatchObject({
      place: 'worker',
      backend: 'wasm',
      reason: expect.stringMatching(/^WebGL is drawn in software \(.+\); wasm works here$/),
    });
    expect(outcome).toMatchObject({ stoppedEarly: false, width: 48 });
  });

  it('threw nothing that nobody caught', () => {
    expect(browser.errors).toEqual([]);
  });
});

/** The number of image descriptors (0x2c) that follow a graphic control (0x21 0xf9 … 0x00). */
function gifFrames(bytes: readonly number[]): number {
  let frames = 0;
  for (let at = 0; at + 8 < bytes.length; at++) {
    if (bytes[at] === 0x21 && bytes[at + 1] === 0xf9 && bytes[at + 2] === 4) {
      if (bytes[at + 7] === 0 && bytes[at + 8] === 0x2c) frames += 1;
    }
  }
  return frames;
}
