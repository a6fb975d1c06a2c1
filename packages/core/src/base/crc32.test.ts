import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { crc32 } from './crc32.js';

// The check value of CRC-32/ISO-HDLC, and the checksum that every PNG ends with.
it.each([
  ['', 0],
  ['123456789', 0xcbf43926],
  ['IEND', 0xae426082],
])('of %o is %i', (text, sum) => {
  expect(crc32(new TextEncoder().encode(text))).toBe(sum);
});

it('is what gzip writes behind any bytes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 600 }), (bytes) => {
      expect(crc32(bytes)).toBe(gzipSync(bytes).readUInt32LE(gzipSync(bytes).length - 8));
    }),
  );
});
