import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import {
  CANDIDATES,
  type NumberTree,
  numberTree,
  PICTURE_NAMES,
  type PictureName,
  POOLING_NAMES,
  type ReferencePicture,
  type ReferenceSet,
} from './reference-set.js';

/**
 * The names of the sets in a folder: its `*.json`.
 *
 * @throws Error with a sentence when there is no such folder or no set in it.
 */
export async function listSets(folder: string): Promise<string[]> {
  const files = await readdir(folder).catch((cause: unknown) => {
    throw new Error(
      `The folder ${folder} cannot be read; name a folder with a reference (a.json, a_content.png, …).`,
      { cause },
    );
  });
  const names = files.filter((file) => file.endsWith('.json')).map((file) => file.slice(0, -5));
  if (names.length > 0) return names.sort();
  throw new Error(
    `The folder ${folder} holds no *.json; name a folder with a reference (a.json, a_content.png, …).`,
  );
}

/**
 * Reads one set: its numbers, pictures and whole gradients.
 *
 * @throws Error with a sentence when a file is missing, cut short or not the one the numbers are for.
 */
export async function readSet(folder: string, name: string): Promise<ReferenceSet> {
  const json = await readJson(folder, `${name}.json`);
  const numbers = numberTree(json, `${name}.json`);
  const format = numbers.number('format');
  if (format !== 1) {
    throw new Error(`${name}.json is of format ${format}, but 1 is known; use a matching engine.`);
  }
  // One after the other, so that of several faults the same one is always told of.
  const pictures: [PictureName, ReferencePicture][] = [];
  for (const picture of PICTURE_NAMES) {
    pictures.push([picture, await readPicture(folder, numbers, picture)]);
  }
  return {
    name,
    json,
    pictures: Object.fromEntries(pictures) as Record<PictureName, ReferencePicture>,
    gradients: await readGradients(folder, numbers),
  };
}

async function readJson(folder: string, file: string): Promise<unknown> {
  const text = (await read(folder, file)).toString('utf8');
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Error(`${file} should be JSON, but cannot be parsed; fetch the reference anew.`, {
      cause,
    });
  }
}

async function readPicture(
  folder: string,
  numbers: NumberTree,
  picture: PictureName,
): Promise<ReferencePicture> {
  const file = numbers.text('inputs', picture, 'file');
  const bytes = await read(folder, file);
  const sum = createHash('sha256').update(bytes).digest('hex');
  const expected = numbers.text('inputs', picture, 'sha256');
  if (sum !== expected) {
    throw new Error(
      `${file} has the SHA-256 ${sum.slice(0, 12)}…, but ${expected.slice(0, 12)}… is expected; fetch the reference anew.`,
    );
  }
  const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true });
  if (info.channels !== 3) {
    throw new Error(`${file} should be RGB, but has ${info.channels} channels; convert it.`);
  }
  return { width: info.width, height: info.height, rgb: new Uint8Array(data) };
}

async function readGradients(
  folder: string,
  numbers: NumberTree,
): Promise<Record<string, Float32Array>> {
  const size =
    numbers.number('inputs', 'content', 'height') *
    numbers.number('inputs', 'content', 'width') *
    3;
  const gradients: Record<string, Float32Array> = {};
  for (const pooling of Object.values(POOLING_NAMES)) {
    for (const candidate of CANDIDATES) {
      const path = ['pooling', pooling, 'gradient', `x_is_${candidate}`, 'total'];
      const file = numbers.text(...path, 'full_gradient_file');
      const bytes = await read(folder, file);
      if (bytes.byteLength !== size * 4) {
        throw new Error(
          `${file} has ${bytes.byteLength} bytes, but ${size * 4} are expected; fetch the reference anew.`,
        );
      }
      gradients[file] = Float32Array.from({ length: size }, (_, i) => bytes.readFloatLE(i * 4));
    }
  }
  return gradients;
}

function read(folder: string, file: string): Promise<Buffer> {
  return readFile(join(folder, file)).catch((cause: unknown) => {
    throw new Error(`${file} cannot be read in ${folder}; fetch the reference anew.`, { cause });
  });
}
