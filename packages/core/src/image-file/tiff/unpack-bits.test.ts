import { describe, expect, it } from 'vitest';
import { unpackBits } from './unpack-bits.js';

describe('unpackBits', () => {
  it('copies, repeats, and passes over what means nothing', () => {
    // The example of the TIFF 6 specification, section 9, begins with a run of three.
    const packed = Uint8Array.of(0xfe, 0xaa, 0x02, 0x80, 0x00, 0x2a, 0x80, 0xfd, 0xaa);
    expect([...unpackBits(packed, 100)]).toEqual([
      0xaa, 0xaa, 0xaa, 0x80, 0x00, 0x2a, 0xaa, 0xaa, 0xaa, 0xaa,
    ]);
  });

  it('stops where enough is unpacked, and gives what there is where the data end early', () => {
    expect([...unpackBits(Uint8Array.of(0x81, 7), 3)]).toEqual([7, 7, 7]);
    expect([...unpackBits(Uint8Array.of(0x05, 1, 2), 100)]).toEqual([1, 2]);
  });
});
