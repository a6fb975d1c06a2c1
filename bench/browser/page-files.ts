import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';

type Files = Record<string, Uint8Array>;

/** VGG19's files as a page fetches them, below `weights/`. */
export function weightFiles(folder: string): Promise<Files> {
  return filesBelow(folder, 'weights');
}

/** TensorFlow.js's binaries as a page fetches them, below `wasm/`. */
export function wasmFiles(): Promise<Files> {
  const entry = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm');
  return filesBelow(join(entry, '..'), 'wasm');
}

async function filesBelow(folder: string, under: string): Promise<Files> {
  const names = (await readdir(folder)).filter((name) => /\.(json|bin|wasm)$/.test(name));
  const files = names.map(async (name) => [`${under}/${name}`, await readFile(join(folder, name))]);
  return Object.fromEntries(await Promise.all(files));
}
