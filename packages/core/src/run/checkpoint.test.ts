import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';
import { blobsPicture, checkerPicture, tinyNetwork } from '@pastiche/test-fixtures';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { sha256 } from '../base/sha256.js';
import type { Losses } from '../loss/losses.js';
import { DEFAULT_PARAMETERS } from '../parameters/schema.js';
import { type Checkpoint, decodeCheckpoint, encodeCheckpoint } from './checkpoint.js';
import { createControls, type LiveParameters } from './controls.js';
import type { DoneStep } from './style-step.js';
import { stylize } from './stylize.js';
import type { StylizeRequest } from './stylize-request.js';

const { weights } = tinyNetwork(7);
const content = blobsPicture(60, 40, 1);
const style = checkerPicture(48, 40, 5);
const styles = [{ kind: 'picture', pixels: style }] as const;

const checkpoint: Checkpoint = {
  parameters: { ...DEFAULT_PARAMETERS, size: 32, styleLayers: { conv1_1: 0.1 } },
  fingerprint: 'f'.repeat(64),
  scaleIndex: 2,
  iteration: 7,
  counts: { step: 9, averaged: 7 },
  tensors: new Map([
    ['image', { shape: [1, 2, 2, 3], values: Float32Array.from({ length: 12 }, Math.sqrt) }],
    ['rho0', { shape: [], values: Float32Array.of(-0) }],
  ]),
};

const DAMAGED =
  'The checkpoint is damaged: its checksum does not fit its content; use an earlier one or start the run anew.';
const FOREIGN =
  'A checkpoint should begin with "pastiche" and hold a run, but other bytes came; give a file that a run wrote with its checkpoint option.';

const refusal = (message: string) => ({ code: 'invalid-checkpoint', message });

describe('a checkpoint as bytes', () => {
  it('comes back as it was, to the last bit', async () => {
    const bytes = await encodeCheckpoint(checkpoint);
    const back = await decodeCheckpoint(bytes);
    expect(back).toEqual(checkpoint);
    expect(Object.is(back.tensors.get('rho0')?.values[0], -0)).toBe(true);
    expect(await encodeCheckpoint(back)).toEqual(bytes);
  });

  it('begins with its name, its version and the digest of the rest', async () => {
    const bytes = await encodeCheckpoint(checkpoint);
    expect(new TextDecoder().decode(bytes.slice(0, 8))).toBe('pastiche');
    expect(bytes[8]).toBe(1);
    expect(Buffer.from(bytes.slice(9, 41)).toString('hex')).toBe(await sha256(bytes.slice(41)));
  });

  it('is refused with any one bit flipped', async () => {
    const bytes = await encodeCheckpoint(checkpoint);
    await fc.assert(
      fc.asyncProperty(
        fc.nat(bytes.length - 1),
        fc.integer({ min: 0, max: 7 }),
        async (at, bit) => {
          const flipped = bytes.slice();
          flipped[at]! ^= 1 << bit;
          const version = flipped[8];
          const newer = `This checkpoint has version ${version}, but this release reads version 1; continue it with the release that wrote it, or update.`;
          const message = at < 8 ? FOREIGN : at === 8 ? newer : DAMAGED;
          await expect(decodeCheckpoint(flipped)).rejects.toMatchObject(refusal(message));
        },
      ),
      {
        numRuns: 300,
        examples: [
          [0, 0],
          [8, 1],
          [9, 7],
          [40, 0],
          [41, 0],
          [bytes.length - 1, 7],
        ],
      },
    );
  });

  it('is refused cut short anywhere, or with bytes after its end', async () => {
    const bytes = await encodeCheckpoint(checkpoint);
    for (const length of [0, 1, 8, 9, 40]) {
      const cut = bytes.slice(0, length);
      await expect(decodeCheckpoint(cut)).rejects.toMatchObject(refusal(FOREIGN));
    }
    for (const length of [41, 42, 100, bytes.length - 1]) {
      const cut = bytes.slice(0, length);
      await expect(decodeCheckpoint(cut)).rejects.toMatchObject(refusal(DAMAGED));
    }
    const longer = Uint8Array.from([...bytes, 0]);
    await expect(decodeCheckpoint(longer)).rejects.toMatchObject(refusal(DAMAGED));
  });

  it('is refused when it is forged: the checksum fits, the description does not', async () => {
    const forged = async (change: object) =>
      decodeCheckpoint(await encodeCheckpoint({ ...checkpoint, ...change } as Checkpoint));
    for (const change of [{ scaleIndex: -1 }, { iteration: 0.5 }, { fingerprint: 3 }]) {
      await expect(forged(change)).rejects.toMatchObject(
        refusal(
          'The checkpoint should describe its run, but does not (a field is missing); start the run anew.',
        ),
      );
    }
    // JSON has no `undefined`: the field is missing there too.
    for (const counts of [null, undefined, [1], 3]) {
      await expect(forged({ counts })).rejects.toMatchObject(
        refusal(
          'The checkpoint should describe its run, but does not (a field is missing); start the run anew.',
        ),
      );
    }
    await expect(forged({ parameters: { size: 1e9 } })).rejects.toMatchObject(
      refusal(
        'The checkpoint should describe its run, but does not (size must be a whole number from 16 to 4096, but 1000000000 came.); start the run anew.',
      ),
    );
    await expect(forged({ counts: { step: -1 } })).rejects.toMatchObject({
      code: 'invalid-checkpoint',
    });
  });
});

interface Outcome {
  readonly done: DoneStep;
  readonly losses: readonly Losses[];
  /** After each iteration. */
  readonly checkpoints: readonly Uint8Array[];
}

const bytesOf = ({ done }: Outcome) => Buffer.from(done.picture.data);

async function run(
  request: Partial<StylizeRequest>,
  changeAt: Readonly<Record<number, Partial<LiveParameters>>> = {},
): Promise<Outcome> {
  const controls = createControls();
  const losses: Losses[] = [];
  const checkpoints: Uint8Array[] = [];
  for await (const step of stylize({ weights, content, styles, controls, ...request })) {
    if (step.phase === 'done') return { done: step, losses, checkpoints };
    if (step.phase !== 'painting') continue;
    losses.push(step.losses);
    controls.set(changeAt[step.overall.index] ?? {});
    checkpoints.push(await step.checkpoint());
  }
  throw new Error('the run ended without its last step');
}

describe.each([
  ['wasm', 'adam'],
  ['wasm', 'lbfgs'],
  ['cpu', 'adam'],
  ['cpu', 'lbfgs'],
] as const)('resuming on %s with %s', (backend, optimizer) => {
  beforeAll(async () => {
    tf.enableProdMode();
    expect(await tf.setBackend(backend)).toBe(true);
  });

  it('ends in the same picture by the same losses as the uninterrupted run', async () => {
    const before = tf.memory().numTensors;
    // Two scales on WASM; the plain CPU has time for one.
    const sizes = backend === 'wasm' ? { size: 181, iterations: 6 } : { size: 32, iterations: 6 };
    const parameters = { ...sizes, optimizer, initialImage: 'noise', seed: 3 } as const;
    const whole = await run({ parameters });
    expect(whole.losses.length).toBe(6);
    // In the middle of a scale, at its end, in the middle of the next.
    for (const done of [1, 4, 5]) {
      const rest = await run({ resume: whole.checkpoints[done - 1]! });
      expect(rest.losses).toEqual(whole.losses.slice(done));
      expect(Buffer.compare(bytesOf(rest), bytesOf(whole))).toBe(0);
      expect(Buffer.compare(rest.checkpoints.at(-1)!, whole.checkpoints[5]!)).toBe(0);
    }
    expect(tf.memory().numTensors).toBe(before);
  });

  it('goes on with what was changed while it painted', async () => {
    const change = {
      2: { strength: 0.9, alpha: null, totalVariation: 0.5 },
      3: { styleLayers: { conv1_1: 3 } },
    };
    const parameters = { size: 40, iterations: 6, optimizer, initialImage: 'noise' } as const;
    const whole = await run({ parameters }, change);
    const unchanged = await run({ parameters });
    expect(whole.done.picture).not.toEqual(unchanged.done.picture);
    const rest = await run({ resume: whole.checkpoints[3]! });
    expect(rest.losses).toEqual(whole.losses.slice(4));
    expect(rest.done.picture).toEqual(whole.done.picture);
    // Layers that a change silenced are still there to be brought back.
    expect(Object.keys(rest.losses[0]!.styleByLayer).length).toBe(5);
  });
});

describe('resuming something else', () => {
  const parameters = { size: 40, iterations: 4 };
  let resume: Uint8Array;

  beforeAll(async () => {
    await tf.setBackend('wasm');
    resume = (await run({ parameters })).checkpoints[1]!;
  });

  const other =
    'The checkpoint belongs to other pictures, style weights or another network than were given; give the same ones, or start anew.';

  it.each([
    ['another content', { content: blobsPicture(60, 40, 2) }],
    ['another style', { styles: [{ kind: 'picture', pixels: blobsPicture(48, 40, 2) }] }],
    ['another style weight', { styles: [{ ...styles[0], weight: 2 }] }],
    ['one style more', { styles: [styles[0], styles[0]] }],
    ['another network', { weights: { ...weights, id: 'another' } }],
  ] as const)('is refused: %s', async (_, change) => {
    const before = tf.memory().numTensors;
    await expect(run({ resume, ...change })).rejects.toMatchObject(refusal(other));
    expect(tf.memory().numTensors).toBe(before);
  });

  it.each([
    ['size', { size: 41 }, '40', '41'],
    ['iterations', { iterations: 5 }, '4', '5'],
    ['optimizer', { optimizer: 'lbfgs' }, '"adam"', '"lbfgs"'],
    [
      'styleLayers',
      { styleLayers: { conv1_1: 1 } },
      JSON.stringify(DEFAULT_PARAMETERS.styleLayers),
      '{"conv1_1":1}',
    ],
  ] as const)('is refused: another %s', async (name, change, had, asked) => {
    await expect(run({ resume, parameters: change })).rejects.toMatchObject({
      code: 'invalid-parameter',
      message: `The checkpoint was made with ${name} ${had}, but ${asked} was asked for; leave ${name} out to resume, or start anew.`,
    });
  });

  it('takes the same parameters again, and undefined ones for none', async () => {
    const again = { ...parameters, strength: undefined, styleLayers: undefined };
    const { done } = await run({ resume, parameters: again });
    expect(done.picture).toEqual((await run({ parameters })).done.picture);
  });

  it('takes undefined for what was not the default', async () => {
    const strong = { ...parameters, strength: 0.9 };
    const { checkpoints, done } = await run({ parameters: strong });
    const rest = await run({ resume: checkpoints[0]!, parameters: { strength: undefined } });
    expect(rest.done.picture).toEqual(done.picture);
  });

  it('frees everything when the checkpoint is damaged or does not fit', async () => {
    const before = tf.memory().numTensors;
    const damaged = resume.slice();
    damaged[damaged.length - 1]! ^= 1;
    await expect(run({ resume: damaged })).rejects.toMatchObject(refusal(DAMAGED));
    const decoded = await decodeCheckpoint(resume);
    const small = { shape: [1, 2, 2, 3], values: new Float32Array(12) };
    const misshapen = { ...decoded, tensors: new Map([...decoded.tensors, ['image', small]]) };
    await expect(
      run({ resume: await encodeCheckpoint(misshapen as Checkpoint) }),
    ).rejects.toMatchObject(
      refusal(
        'The checkpoint should hold an image of 40 × 27 px, but 1×2×2×3 came; start the run anew.',
      ),
    );
    const beyond = await encodeCheckpoint({ ...decoded, scaleIndex: 5 });
    await expect(run({ resume: beyond })).rejects.toMatchObject(
      refusal(
        'The checkpoint should hold an image of a scale of this run, but 1×27×40×3 came; start the run anew.',
      ),
    );
    expect(tf.memory().numTensors).toBe(before);
  });
});
