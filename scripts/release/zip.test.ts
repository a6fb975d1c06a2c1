import { describe, expect, it } from 'vitest';
import { unzip } from '../../packages/vscode-extension/test/unzip.js';
import { zip } from './zip.mjs';

describe('a zip archive', () => {
  const files = {
    'a/first.txt': Buffer.from('first '.repeat(100)),
    'a/größe.bin': Buffer.from([0, 255, 80, 75]),
    empty: Buffer.alloc(0),
  };

  it('holds the files under their names, smaller than they were', () => {
    const archive = zip(files);
    expect(Object.fromEntries(unzip(archive))).toEqual(files);
    expect(archive.length).toBeLessThan(500);
  });

  it('is the same for the same files, and dated the first of January 2020', () => {
    const archive = zip(files);
    expect(zip({ ...files })).toEqual(archive);
    // 2020 is 40 years after 1980: (40 << 9) | (1 << 5) | 1 = 20513.
    expect([archive.readUInt16LE(10), archive.readUInt16LE(12)]).toEqual([0, 20513]);
  });

  it('names the CRC-32 and both sizes of a file before it', () => {
    const archive = zip({ digits: Buffer.from('123456789') });
    // The check value of CRC-32, as catalogues of such codes give it.
    expect(archive.readUInt32LE(14)).toBe(0xcbf43926);
    expect(archive.readUInt32LE(22)).toBe(9);
    expect(archive.readUInt32LE(18)).toBe(archive.indexOf('PK\x01\x02', 4, 'latin1') - 30 - 6);
  });
});
