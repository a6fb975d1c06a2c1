import { writeFileSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  DEFAULT_PARAMETERS,
  encodeStyleStatistics,
  inEnglish,
  type PaintingStep,
  type StyleStep,
  StyleTransferError,
  type StylizeRequest,
} from '@pastiche/core';
import {
  encodePreset,
  type Preset,
  type PresetStatistics,
  parseRecipe,
  presetFingerprint,
  readPictureRecipe,
} from '@pastiche/core/presets';
import type { NetworkWeights } from '@pastiche/core/weights';
import { blobsPicture, casePath, STEP_LOSSES } from '@pastiche/test-fixtures';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { planToPaint } from '../../test/plan-to-paint.js';
import { readResultRecipe } from '../input/picture-file.js';
import type { JobPlan } from '../plan/job-plan.js';
import type { CommandEvent } from '../progress/command-event.js';
import { type PaintContentOptions, paintContent } from './paint-content.js';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pastiche-'));
  for (const [name, seed] of [
    ['photo.png', 1],
    ['night.png', 2],
  ] as const) {
    const { width, height, data } = blobsPicture(40, 30, seed);
    await sharp(data, { raw: { width, height, channels: 4 } }).toFile(join(folder, name));
  }
});

afterEach(() => rm(folder, { recursive: true }));

const weights: NetworkWeights = { id: 'vgg19', inputMean: [0, 0, 0], layers: new Map() };

function statisticsFor(network: string): PresetStatistics {
  const layer = { mean: Float32Array.of(1), covariance: Float32Array.of(2) };
  const scales = [{ longSide: 128, layers: new Map([['conv1_1', layer] as const]) }];
  const bytes = encodeStyleStatistics({ network, pooling: 'max', scales });
  return { network, pooling: 'max', bytes };
}

function planOf(change: Partial<JobPlan> = {}): JobPlan {
  return planToPaint({
    content: join(folder, 'photo.png'),
    output: join(folder, 'out.png'),
    styles: [{ file: join(folder, 'night.png'), weight: 2 }],
    ...change,
  });
}

/** An engine that makes `iterations` steps of a grey picture and heeds `controls.stop()`. */
function fakeEngine(iterations: number, requests: StylizeRequest[] = []) {
  return async function* stylize(request: StylizeRequest): AsyncGenerator<StyleStep, void> {
    requests.push(request);
    const { width, height } = request.content;
    const picture = { width, height, data: new Uint8Array(width * height * 4).fill(128) };
    const scale = { index: 0, of: 1, width, height };
    yield { phase: 'preparing', scale };
    let done = 0;
    while (done < iterations && !request.controls?.stopped) {
      done += 1;
      yield stepOf(done, iterations, picture);
    }
    yield { phase: 'done', stoppedEarly: done < iterations, losses: null, picture };
  };
}

function stepOf(
  index: number,
  of: number,
  picture: { width: number; height: number; data: Uint8Array },
): PaintingStep {
  const { width, height } = picture;
  return {
    phase: 'painting',
    scale: { index: 0, of: 1, width, height },
    iteration: { index, of },
    overall: { index, of },
    losses: STEP_LOSSES,
    msPerIteration: 1,
    secondsLeft: 1,
    picture: async () => picture,
    checkpoint: async () => Uint8Array.of(index),
  };
}

function optionsOf(change: Partial<PaintContentOptions> = {}): PaintContentOptions {
  return {
    plan: planOf(),
    networks: { weights },
    stylize: fakeEngine(3),
    report: () => undefined,
    interrupted: new AbortController().signal,
    ...change,
  };
}

describe('paintContent', () => {
  it('gives the engine the decoded pictures and saves what comes out', async () => {
    const requests: StylizeRequest[] = [];
    const saved = await paintContent(optionsOf({ stylize: fakeEngine(3, requests) }));
    expect(saved).toMatchObject({
      output: join(folder, 'out.png'),
      width: 40,
      height: 30,
      iterations: { index: 3, of: 3 },
      stoppedEarly: false,
    });
    expect(requests[0]?.content).toMatchObject({ width: 40, height: 30 });
    expect(requests[0]?.styles).toMatchObject([{ kind: 'picture', weight: 2 }]);
    const { data } = await sharp(join(folder, 'out.png'))
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect([...data.subarray(0, 4)]).toEqual([128, 128, 128, 128]);
    expect((await readdir(folder)).sort()).toEqual(['night.png', 'out.png', 'photo.png']);
  });

  it('takes the long side of a small content for its size, unless one is given', async () => {
    const requests: StylizeRequest[] = [];
    const stylize = fakeEngine(1, requests);
    await paintContent(optionsOf({ stylize }));
    const parameters = { ...DEFAULT_PARAMETERS, size: 300 };
    const plan = planOf({ parameters, sizeGiven: true, overwrite: true });
    await paintContent(optionsOf({ stylize, plan }));
    expect(requests.map((request) => request.parameters?.size)).toEqual([40, 300]);
  });

  it('refuses a content under 16 px without a size', async () => {
    const content = join(folder, 'dot.png');
    await sharp({ create: { width: 9, height: 3, channels: 3, background: 'red' } }).toFile(
      content,
    );
    await expect(paintContent(optionsOf({ plan: planOf({ content }) }))).rejects.toThrow(
      `${content} is 9 × 3 px and at least 16 px are needed; give --size to enlarge it.`,
    );
  });

  it('writes how it was painted into the result', async () => {
    await paintContent(optionsOf());
    const recipe = await readResultRecipe(join(folder, 'out.png'));
    expect(parseRecipe(recipe!)).toMatchObject({
      network: 'vgg19',
      styleNames: ['night.png'],
      preset: null,
      source: 'photo.png',
      stoppedEarly: false,
      parameters: { ...DEFAULT_PARAMETERS, size: 40 },
    });
  });

  it('writes nothing of it where that is asked for, but that a result is unfinished', async () => {
    const plan = planOf({ recipe: false, output: join(folder, 'bare.png') });
    await paintContent(optionsOf({ plan }));
    expect(await readResultRecipe(plan.output)).toBeNull();
    const abort = new AbortController();
    const early = { ...plan, output: join(folder, 'early.png') };
    const options = optionsOf({
      plan: early,
      stylize: fakeEngine(9),
      interrupted: abort.signal,
      report: (event: CommandEvent) => {
        if (event.kind === 'step' && event.step.phase === 'painting') abort.abort();
      },
    });
    await paintContent(options);
    expect(parseRecipe((await readResultRecipe(early.output))!).stoppedEarly).toBe(true);
  });

  it('gives the engine both networks and names them in the order in which they paint', async () => {
    const requests: StylizeRequest[] = [];
    const coarseWeights: NetworkWeights = { ...weights, id: 'vgg19-lite' };
    const networks = { weights, coarseWeights };
    await paintContent(optionsOf({ networks, stylize: fakeEngine(1, requests) }));
    expect(requests[0]).toMatchObject({ weights, coarseWeights });
    const recipe = await readResultRecipe(join(folder, 'out.png'));
    const { network } = parseRecipe(recipe!);
    expect(network).toBe('vgg19-lite+vgg19');
  });

  it('paints with the styles of a preset, in the network’s own statistics', async () => {
    const statistics = [statisticsFor('vgg19-lite'), statisticsFor('vgg19')];
    const bytes = await readFile(join(folder, 'night.png'));
    const preset: Preset = {
      name: 'Waves',
      parameters: {},
      styles: [
        { name: 'Foam', weight: 1, picture: { mediaType: 'image/png', bytes } },
        { name: 'Waves', weight: 0.5, statistics },
      ],
    };
    const file = join(folder, 'waves.pastiche.json');
    await writeFile(file, encodePreset(preset));
    const requests: StylizeRequest[] = [];
    const styles = [
      { file, weight: 2, inPreset: 0, name: 'Foam' },
      { file, weight: 1, inPreset: 1, name: 'Waves' },
    ];
    const named = { name: 'Waves', fingerprint: presetFingerprint(preset) };
    const plan = planOf({ styles, preset: named });
    await paintContent(optionsOf({ plan, stylize: fakeEngine(1, requests) }));
    expect(requests[0]!.styles).toMatchObject([
      { kind: 'picture', pixels: { width: 40, height: 30 }, weight: 2 },
      { kind: 'statistics', statistics: { network: 'vgg19' }, weight: 1 },
    ]);
    const recipe = readPictureRecipe(await readFile(join(folder, 'out.png')));
    expect(parseRecipe(recipe!)).toMatchObject({ preset: named, styleNames: ['Foam', 'Waves'] });
  });

  it('stops on an interrupt, keeps a checkpoint and saves what is there', async () => {
    const abort = new AbortController();
    const checkpoint = { file: join(folder, 'run.checkpoint'), everySeconds: 1e6 };
    const saved = await paintContent(
      optionsOf({
        plan: planOf({ checkpoint }),
        stylize: fakeEngine(100),
        interrupted: abort.signal,
        report: (event: CommandEvent) => {
          if (event.kind !== 'step' || event.step.phase !== 'painting') return;
          if (event.step.overall.index === 7) abort.abort();
        },
      }),
    );
    expect(saved).toMatchObject({ iterations: { index: 7, of: 100 }, stoppedEarly: true });
    expect([...(await readFile(checkpoint.file))]).toEqual([7]);
    expect(parseRecipe((await readResultRecipe(saved.output))!).stoppedEarly).toBe(true);
  });

  it('saves what was reached when the engine cannot go on, and fails with its sentence', async () => {
    const failure = new StyleTransferError(
      'out-of-memory',
      'Painting 40 × 30 px needs more memory than the wasm backend can get (it is full); choose a smaller size.',
    );
    const reached = { width: 20, height: 15 };
    const failing = async function* (request: StylizeRequest): AsyncGenerator<StyleStep, void> {
      for await (const step of fakeEngine(3)(request)) {
        if (step.phase === 'done') yield { ...step, stoppedEarly: true, failure, reached };
        else yield step;
      }
    };
    const checkpoint = { file: join(folder, 'run.checkpoint'), everySeconds: 0 };
    const plan = planOf({ checkpoint });
    const error = await paintContent(optionsOf({ plan, stylize: failing })).catch(
      (caught) => caught,
    );
    expect(error).toMatchObject({
      exitCode: 1,
      message: `${failure.message} What was reached at 20 × 15 px is saved as ${plan.output}.`,
      cause: failure,
    });
    // So that `--skip-existing` does not take it for finished.
    expect(parseRecipe((await readResultRecipe(plan.output))!).stoppedEarly).toBe(true);
    expect([...(await readFile(checkpoint.file))]).toEqual([3]);
  });

  it('says before it begins that a size may be too much, and what pieces cost', async () => {
    const requests: StylizeRequest[] = [];
    const notes: string[] = [];
    const fake = fakeEngine(1, requests);
    const stylize = async function* (request: StylizeRequest): AsyncGenerator<StyleStep, void> {
      for await (const step of fake(request)) {
        const pieces = { count: 4, timeFactor: 1.5, bytes: 1e9 };
        yield step.phase === 'preparing' ? { ...step, pieces } : step;
      }
    };
    const parameters = { ...DEFAULT_PARAMETERS, size: 2900, optimizer: 'lbfgs' } as const;
    const report = (event: CommandEvent) => {
      if (event.kind === 'note') notes.push(inEnglish(event.message));
    };
    const plan = planOf({ parameters, sizeGiven: true });
    await paintContent(optionsOf({ plan, stylize, report }));
    expect(notes[0]).toMatch(/^Painting 2900 × 2175 px with lbfgs may need more memory/);
    expect(notes.find((note) => note.includes('is painted in 4 pieces'))).toBeDefined();
    expect(requests[0]?.memory).toBeGreaterThan(0);
  });

  it('paints a content at its own size when that is asked for', async () => {
    const requests: StylizeRequest[] = [];
    const plan = planOf({ originalSize: true });
    await paintContent(optionsOf({ plan, stylize: fakeEngine(1, requests) }));
    const { width, height } = requests[0]!.content;
    expect(requests[0]?.parameters?.size).toBe(Math.max(width, height));
  });

  it('writes nothing when interrupted before the first iteration', async () => {
    await expect(paintContent(optionsOf({ interrupted: AbortSignal.abort() }))).rejects.toThrow(
      `Interrupted before the first iteration of ${join(folder, 'photo.png')}; nothing was written.`,
    );
    expect((await readdir(folder)).sort()).toEqual(['night.png', 'photo.png']);
  });

  it('keeps the state as often as asked', async () => {
    const checkpoint = { file: join(folder, 'run.checkpoint'), everySeconds: 0 };
    await paintContent(optionsOf({ plan: planOf({ checkpoint }) }));
    expect([...(await readFile(checkpoint.file))]).toEqual([3]);
  });

  it('numbers the frames of a time-lapse and brings them to the final size', async () => {
    const frames = join(folder, 'frames');
    const parameters = { ...DEFAULT_PARAMETERS, size: 80 };
    const timelapse = { folder: frames, every: 2 };
    const plan = planOf({ timelapse, parameters, sizeGiven: true });
    await paintContent(optionsOf({ plan, stylize: fakeEngine(4) }));
    // Iterations 1 and 3, and the result.
    const names = (await readdir(frames)).sort();
    expect(names).toEqual(['frame-00001.png', 'frame-00002.png', 'frame-00003.png']);
    const { width, height } = await sharp(join(frames, names[0]!)).metadata();
    expect([width, height]).toEqual([80, 60]);
  });

  it('says that a JPEG was laid on white', async () => {
    const notes: string[] = [];
    const output = join(folder, 'out.jpg');
    await paintContent(
      optionsOf({
        plan: planOf({ output }),
        report: (event) => {
          if (event.kind === 'note') notes.push(inEnglish(event.message));
        },
      }),
    );
    expect(notes).toEqual([
      `JPEG holds no transparency, so ${output} was laid on white; name a .png or .webp to keep it.`,
    ]);
  });

  it('says of each content and style how many frames there are: case 23', async () => {
    const notes: string[] = [];
    const content = casePath('23-animation/anim.gif');
    const style = casePath('23-animation/anim.webp');
    await paintContent(
      optionsOf({
        plan: planOf({ content, styles: [{ file: style, weight: 1 }] }),
        report: (event) => {
          if (event.kind === 'note') notes.push(inEnglish(event.message));
        },
      }),
    );
    expect(notes).toEqual([
      `${content} holds 2 frames; the first one is painted.`,
      `${style} holds 2 frames; the first one is painted.`,
    ]);
  });

  it('leaves a file alone that appeared while it painted, and saves the painting beside it', async () => {
    const output = join(folder, 'out.png');
    const place = join(folder, 'out-2.png');
    const saved = await paintContent(
      optionsOf({ report: () => void writeFileSync(output, 'mine') }),
    );
    expect(saved.output).toBe(place);
    expect(saved.shortfalls.map(inEnglish)).toEqual([
      `${output} exists already and was left as it is; the painting was saved as ${place} instead.`,
    ]);
    expect(await readFile(output, 'utf8')).toBe('mine');
    expect(parseRecipe((await readResultRecipe(place))!).network).toBe('vgg19');
    const left = (await readdir(folder)).filter((name) => name.startsWith('.'));
    expect(left).toEqual([]);
  });

  it('saves a PNG where the format does not take the picture, in the place of no other', async () => {
    const output = join(folder, 'wide.webp');
    const place = join(folder, 'wide-2.png');
    await writeFile(join(folder, 'wide.png'), 'mine');
    const stylize = async function* (): AsyncGenerator<StyleStep, void> {
      // WebP takes 16,383 px a side.
      const picture = { width: 17_000, height: 1, data: new Uint8Array(17_000 * 4) };
      yield stepOf(1, 1, picture);
      yield { phase: 'done', stoppedEarly: false, losses: null, picture };
    };
    const plan = planOf({ output, overwrite: true });
    const saved = await paintContent(optionsOf({ plan, stylize }));
    expect(saved.output).toBe(place);
    expect(await readFile(join(folder, 'wide.png'), 'utf8')).toBe('mine');
    expect(saved.shortfalls.map(inEnglish)).toEqual([
      expect.stringMatching(
        /wide\.webp could not be encoded \([^)]+\); the painting was saved as /,
      ),
    ]);
    expect((await sharp(place).metadata()).width).toBe(17_000);
  });

  it('saves the painting where checkpoint and frames could not be kept, and says so once', async () => {
    await writeFile(join(folder, 'file'), '');
    const notes: string[] = [];
    const checkpoint = { file: join(folder, 'file', 'run.checkpoint'), everySeconds: 0 };
    const timelapse = { folder: join(folder, 'file', 'frames'), every: 1 };
    const saved = await paintContent(
      optionsOf({
        plan: planOf({ checkpoint, timelapse }),
        report: (event) => {
          if (event.kind === 'note') notes.push(inEnglish(event.message));
        },
      }),
    );
    expect(saved.output).toBe(join(folder, 'out.png'));
    const sentenceOf = (path: string) =>
      `A part of the path of ${path} is a file, not a folder; choose another place.`;
    const sentences = [checkpoint.file, join(timelapse.folder, 'frame-00001.png')].map(sentenceOf);
    expect(saved.shortfalls.map(inEnglish)).toEqual(sentences);
    expect(notes).toEqual(sentences.map((sentence) => `${sentence} The painting goes on without.`));
  });
});
