import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as LIMITS from '@pastiche/core/limits';
import { gifFile } from '@pastiche/test-fixtures';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { limitsInForce, refuseCostly, refuseManyContents, withinLimits } from './input-limits.js';
import { openPicture, refuseTooLarge } from './open-picture.js';
import { readBytes } from './read-bytes.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pastiche-limits-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** A file of nothing, which takes no space on the disk. */
async function fileOf(bytes: number): Promise<string> {
  const path = join(folder, `${bytes}.bin`);
  const file = await open(path, 'w');
  await file.truncate(bytes);
  await file.close();
  return path;
}

const strictly = <Result>(run: () => Result) => withinLimits('strict', run);

describe('without --limits', () => {
  it('a picture may have 500 megapixels', () => {
    expect(() => refuseTooLarge('a.png', { width: 25_000, height: 20_000 })).not.toThrow();
    expect(() => refuseTooLarge('a.png', { width: 500_000_001, height: 1 })).toThrow(
      'a.png has 500000001 × 1 px; at most 500 megapixels can be read, so reduce it first.',
    );
  });

  it('a file may have no more than Node reads into one piece', async () => {
    const path = await fileOf(LIMITS.PICTURE_BYTES_IN_TERMINAL + 1);
    await expect(readBytes(path)).rejects.toThrow(
      '2147483648.bin has more than the 2 GiB that can be read; reduce it first.',
    );
  });

  it('there may be any number of contents and frames, and a preset may ask for any work', async () => {
    expect(() => refuseManyContents(1e6)).not.toThrow();
    expect(() => refuseCostly('It', { size: 4096, iterations: 10_000 }, [])).not.toThrow();
    const { frames } = await openPicture('a.gif', framesOf(LIMITS.STRICT_FRAMES + 1));
    expect(frames?.count).toBe(101);
  });
});

describe('with --limits strict', () => {
  it('a file of 16 MB is read, and none of a byte more', async () => {
    const [full, over] = [await fileOf(LIMITS.STRICT_BYTES), await fileOf(LIMITS.STRICT_BYTES + 1)];
    expect(await strictly(() => readBytes(full))).toHaveLength(16_000_000);
    await expect(strictly(() => readBytes(over))).rejects.toThrow(
      '16000001.bin has more than the 16.0 MB that are read with --limits strict; reduce it first.',
    );
    expect(await readBytes(over)).toHaveLength(16_000_001);
  });

  it('a picture of 16 megapixels is read, and none of a pixel more', () => {
    const refused = (width: number, height: number) => () =>
      strictly(() => refuseTooLarge('a.png', { width, height }));
    expect(refused(4000, 4000)).not.toThrow();
    expect(refused(16_000_001, 1)).toThrow(
      'a.png has 16000001 × 1 px; at most 16 megapixels can be read, so reduce it first.',
    );
  });

  it('a GIF of 100 frames is read, and none of 101', async () => {
    const opened = (frames: number) => strictly(() => openPicture('a.gif', framesOf(frames)));
    expect((await opened(LIMITS.STRICT_FRAMES)).frames?.count).toBe(100);
    await expect(opened(LIMITS.STRICT_FRAMES + 1)).rejects.toThrow(
      'a.gif holds 101 frames or pages, but with --limits strict at most 100 are read; save one of them as a picture of its own.',
    );
  });

  it('a command takes 100 contents, and not 101', () => {
    expect(() => strictly(() => refuseManyContents(LIMITS.STRICT_CONTENTS))).not.toThrow();
    expect(() => strictly(() => refuseManyContents(LIMITS.STRICT_CONTENTS + 1))).toThrow(
      '101 contents were given, but with --limits strict a command takes at most 100; name fewer.',
    );
  });

  it('a preset may ask for 2048 px and 1000 iterations, and not for more unless options do', () => {
    const asked =
      (
        work: { size: number; iterations: number },
        given: Parameters<typeof refuseCostly>[2] = [],
      ) =>
      () =>
        strictly(() => refuseCostly('The preset waves', work, given));
    const most = { size: LIMITS.STRICT_PAINTED_SIDE, iterations: LIMITS.STRICT_ITERATIONS };
    expect(asked(most)).not.toThrow();
    expect(asked({ ...most, size: 2049 })).toThrow(
      'The preset waves asks for 2049 px, but with --limits strict it may ask for at most 2048 px; give --size.',
    );
    expect(asked({ ...most, size: 2049 }, ['size'])).not.toThrow();
    expect(asked({ ...most, iterations: 1001 })).toThrow(
      'The preset waves asks for 1001 iterations, but with --limits strict it may ask for at most 1000; give --iterations or --quality.',
    );
    expect(asked({ ...most, iterations: 1001 }, ['quality'])).not.toThrow();
  });

  it('the limits hold for all that the command awaits, and end with it', async () => {
    const later = strictly(async () => {
      await new Promise((resolve) => setTimeout(resolve));
      return limitsInForce().name;
    });
    expect(limitsInForce().name).toBe('default');
    expect(await later).toBe('strict');
  });
});

function framesOf(count: number): Uint8Array {
  const frame = { left: 0, top: 0, width: 1, height: 1, colour: 0 } as const;
  return gifFile(Array.from({ length: count }, () => frame));
}
