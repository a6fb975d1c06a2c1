import { describe, expect, it } from 'vitest';
import { unpackLzw } from './unpack-lzw.js';

/** Writes 9-bit codes. */
function packed(...codes: number[]): Uint8Array {
  const bits = codes.map((code) => code.toString(2).padStart(9, '0')).join('');
  const bytes = bits.match(/.{1,8}/g) ?? [];
  return Uint8Array.from(bytes, (byte) => Number.parseInt(byte.padEnd(8, '0'), 2));
}

describe('unpackLzw', () => {
  it('unpacks bytes, repeats, and a code that is used as it is made', () => {
    // The example of the TIFF 6 specification, section 13.
    const codes = [256, 7, 258, 8, 8, 258, 6, 6, 257];
    expect([...unpackLzw(packed(...codes), 100)]).toEqual([7, 7, 7, 8, 8, 7, 7, 6, 6]);
  });

  it('stops where enough is unpacked', () => {
    expect([...unpackLzw(packed(256, 7, 258, 259, 260), 4)]).toEqual([7, 7, 7, 7]);
  });

  it('gives what there is where the data end early', () => {
    expect([...unpackLzw(packed(256, 1, 2), 100)]).toEqual([1, 2]);
  });

  it('refuses a code that stands for nothing', () => {
    expect(() => unpackLzw(packed(256, 1, 300), 100)).toThrow(RangeError);
    expect(() => unpackLzw(packed(258), 100)).toThrow(RangeError);
  });
});
