import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeSafetensors, type SafetensorsTensor } from '@pastiche/core/weights';
import { blobsPicture, mulberry32, type Picture } from '@pastiche/test-fixtures';
import sharp from 'sharp';
import { runProgram, runShell, startProgram } from './built-program.js';

/** A temporary folder with pictures and weights to paint with. */
export interface Workshop {
  readonly folder: string;
  path(name: string): string;
  /** Runs `pastiche` in the folder, with the folder's weights and a cache of its own. */
  run(...args: string[]): ReturnType<typeof runProgram>;
  /**
   * Runs `pastiche` in the folder as on a new machine: no weights, no cache, and no connection, since
   * every attempt at one fails.
   */
  runOffline(...args: string[]): ReturnType<typeof runProgram>;
  /** As `run`, with files limited to so many kilobytes. */
  runLimited(kilobytes: number, ...args: string[]): ReturnType<typeof runProgram>;
  start(...args: string[]): ReturnType<typeof startProgram>;
  /** Runs a line of Bash in the folder, in which `pastiche` is the program. */
  shell(line: string, prefix?: readonly string[]): ReturnType<typeof runShell>;
  /** Writes a picture; the format follows from the name. */
  draw(name: string, picture: Picture): Promise<void>;
  /** Names in the folder or in one below it, hidden and temporary ones included. */
  list(folder?: string): Promise<string[]>;
  close(): Promise<void>;
}

/** Options that leave only the first three convolutions to compute: milliseconds an iteration. */
export const SHALLOW = [
  '--network=vgg19',
  '--style-layers=conv1_1,conv1_2',
  '--content-layers=conv2_1',
  '--size=48',
] as const;

/**
 * Makes a folder with `photo.png`, `night.png`, and `vgg19.safetensors`: the first three
 * convolutions of a VGG19 drawn by seed, in their real shapes.
 */
export async function openWorkshop(): Promise<Workshop> {
  const folder = await mkdtemp(join(tmpdir(), 'pastiche-'));
  const path = (name: string) => join(folder, name);
  const options = {
    cwd: folder,
    env: { PASTICHE_WEIGHTS: path('vgg19.safetensors'), PASTICHE_CACHE: path('cache') },
  };
  const workshop: Workshop = {
    folder,
    path,
    run: (...args) => runProgram(args, options),
    runOffline: (...args) => runProgram(args, { cwd: folder, env: offlineEnv(folder) }),
    runLimited: (kilobytes, ...args) => runProgram(args, { ...options, kilobytes }),
    start: (...args) => startProgram(args, options),
    shell: (line, prefix) => runShell(line, options, prefix),
    draw: async (name, { width, height, data }) => {
      await sharp(data, { raw: { width, height, channels: 4 } }).toFile(path(name));
    },
    list: async (below = '') => (await readdir(path(below))).sort(),
    close: () => rm(folder, { recursive: true }),
  };
  await writeFile(path('vgg19.safetensors'), shallowWeights());
  await workshop.draw('photo.png', blobsPicture(64, 48, 1));
  await workshop.draw('night.png', blobsPicture(60, 60, 2));
  return workshop;
}

const NO_CONNECTION = `import { Socket } from 'node:net';
Socket.prototype.connect = () => { throw new Error('There is no connection.'); };`;

function offlineEnv(home: string): NodeJS.ProcessEnv {
  return {
    HOME: home,
    USERPROFILE: home,
    XDG_CACHE_HOME: join(home, 'cache'),
    LOCALAPPDATA: join(home, 'cache'),
    NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(NO_CONNECTION)}`,
  };
}

/** torchvision's names and layout: `[out, in, 3, 3]`. */
function shallowWeights(): Uint8Array {
  const random = mulberry32(7);
  const tensors = new Map<string, SafetensorsTensor>();
  const layers = [
    ['features.0', 3, 64],
    ['features.2', 64, 64],
    ['features.5', 64, 128],
  ] as const;
  for (const [name, input, output] of layers) {
    // He's scale keeps activations alive through the ReLUs.
    const deviation = Math.sqrt(2 / (9 * input));
    const uniform = () => (2 * random() - 1) * Math.sqrt(3) * deviation;
    const kernel = Float32Array.from({ length: output * input * 9 }, uniform);
    tensors.set(`${name}.weight`, { dtype: 'F32', shape: [output, input, 3, 3], values: kernel });
    const bias = new Float32Array(output).fill(0.1);
    tensors.set(`${name}.bias`, { dtype: 'F32', shape: [output], values: bias });
  }
  return encodeSafetensors(tensors);
}
