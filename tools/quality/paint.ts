import { createHash } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import type { Pixels } from '../../packages/core/src/image/pixels.js';
import type { PaintingStep } from '../../packages/core/src/run/style-step.js';
import { stylize } from '../../packages/core/src/run/stylize.js';
import { fingerprintOf, type PainterName, type PaintingNetworks } from './networks.js';
import { type Pair, readPixels } from './pictures.js';
import { medianOf } from './scores.js';

export interface PaintOptions {
  readonly pair: Pair;
  readonly painter: PainterName;
  readonly networks: PaintingNetworks;
  /** Long side of the painting, px. */
  readonly size: number;
  /** Over all scales together. */
  readonly iterations: number;
  /** Paintings and their notes are kept here. */
  readonly out: string;
  readonly onStep?: ((step: PaintingStep) => void) | undefined;
}

/** A painting that lies in a file. */
export interface PaintingFile {
  readonly path: string;
  /** From the call of `stylize` to the finished picture. */
  readonly seconds: number;
  /** Median over the iterations at the full size that the finishing network makes, read-back included. */
  readonly msPerIteration: number;
  /** Whether it lay there from an earlier run. */
  readonly reused: boolean;
}

/** What stands beside a painting; it is written last, so a painting without one is not finished. */
interface Note {
  /** Hash of all that decides the picture. */
  readonly key: string;
  readonly seconds: number;
  readonly msPerIteration: number;
}

/** Paints one pair with one painter into a PNG, or finds it painted already with the same inputs. */
export async function paint(options: PaintOptions): Promise<PaintingFile> {
  const { pair, painter, out } = options;
  const path = join(out, `${pair.content.name}--${pair.style.name}--${painter}.png`);
  const notePath = path.replace(/png$/, 'json');
  const key = await keyOf(options);
  const kept = await readNote(notePath);
  if (kept?.key === key) return { path, ...timesOf(kept), reused: true };
  const { picture, ...times } = await run(options);
  const { width, height } = picture;
  const png = sharp(picture.data, { raw: { width, height, channels: 4 } })
    .removeAlpha()
    .png();
  await writeWhole(path, await png.toBuffer());
  await writeWhole(notePath, `${JSON.stringify({ key, ...times } satisfies Note, null, 2)}\n`);
  return { path, ...times, reused: false };
}

async function run({ pair, networks, size, iterations, onStep }: PaintOptions) {
  const content = await readPixels(pair.content.path);
  const pixels = await readPixels(pair.style.path);
  const parameters = { size, iterations };
  const styles = [{ kind: 'picture', pixels }] as const;
  const durations: number[] = [];
  let picture: Pixels | undefined;
  const start = performance.now();
  let last = start;
  for await (const step of stylize({ ...networks, content, styles, parameters })) {
    const now = performance.now();
    if (step.phase === 'painting') {
      onStep?.(step);
      // The first iteration at a scale also packs and compiles.
      if (step.scale.index === step.scale.of - 1 && step.iteration.index > 1) {
        durations.push(now - last);
      }
    } else if (step.phase === 'done') {
      if (step.failure !== undefined) throw step.failure;
      picture = step.picture;
    }
    last = performance.now();
  }
  if (picture === undefined) throw new Error('The run ended without a picture.');
  return {
    picture,
    seconds: (performance.now() - start) / 1000,
    msPerIteration: medianOf(durations),
  };
}

async function keyOf({ pair, networks, size, iterations }: PaintOptions): Promise<string> {
  const hash = createHash('sha256').update(`${size} ${iterations} ${fingerprintOf(networks)}`);
  for (const { path } of [pair.content, pair.style]) hash.update(await readFile(path));
  return hash.digest('hex');
}

async function readNote(path: string): Promise<Note | null> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Note;
  } catch {
    // No note, or one that is no JSON: the pair is painted anew, whatever it was.
    return null;
  }
}

function timesOf({ seconds, msPerIteration }: Note) {
  return { seconds, msPerIteration };
}

async function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
  await writeFile(`${path}.part`, content);
  await rename(`${path}.part`, path);
}
