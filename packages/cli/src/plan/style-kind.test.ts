import { execFileSync } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeStyleStatistics } from '@pastiche/core';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readBytes, streamsAmong } from '../input/read-bytes.js';
import { kindOfBytes, kindOfStyle } from './style-kind.js';

const statistics = () => {
  const layer = { mean: Float32Array.of(1), covariance: Float32Array.of(2) };
  const scales = [{ longSide: 128, layers: new Map([['conv1_1', layer] as const]) }];
  return encodeStyleStatistics({ network: 'vgg19', pooling: 'max', scales });
};

describe('kindOfBytes', () => {
  it('tells statistics and presets, in UTF-8 and UTF-16', () => {
    expect(kindOfBytes(statistics())).toBe('statistics');
    expect(kindOfBytes(Buffer.from('{ "format": "…" }'))).toBe('preset');
    expect(kindOfBytes(Buffer.from('Look at this: pastiche1:abc\r\n'))).toBe('preset');
    expect(kindOfBytes(Buffer.from('\ufeff{}', 'utf16le'))).toBe('preset');
  });

  it.each(['png', 'jpeg', 'webp', 'gif', 'tiff', 'avif'] as const)('tells %s', async (format) => {
    // 123 px: a `{` where statistics have one.
    const create = { width: 123, height: 123, channels: 3, background: 'red' } as const;
    expect(kindOfBytes(await sharp({ create })[format]().toBuffer())).toBe('picture');
  });

  it('leaves an SVG to be refused as one', () => {
    expect(kindOfBytes(Buffer.from('<svg/>'))).toBe('picture');
  });
});

describe.skipIf(process.platform === 'win32')('kindOfStyle (case 12)', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'pastiche-'));
  });

  afterEach(() => rm(folder, { recursive: true }));

  it('goes by the ending of a file', async () => {
    expect(await kindOfStyle('a/look.pastiche.json')).toBe('preset');
    expect(await kindOfStyle('a/night.pastiche-style')).toBe('statistics');
    expect(await kindOfStyle('a/night.jpg')).toBe('picture');
  });

  it('looks into a pipe, which gives its bytes once, and keeps them', async () => {
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    const bytes = statistics();
    createWriteStream(pipe).end(bytes);
    expect(await kindOfStyle(pipe)).toBe('statistics');
    expect(Buffer.from(bytes).equals(await readBytes(pipe))).toBe(true);
    const streams = await streamsAmong(['a.png', pipe]);
    expect([...streams.keys()]).toEqual([pipe]);
  });
});
