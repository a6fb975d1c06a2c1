import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decodeBase64, encodeBase64 } from './base64.js';

const bytes = (text: string) => new TextEncoder().encode(text);

// RFC 4648, section 10.
it.each([
  ['', ''],
  ['f', 'Zg=='],
  ['fo', 'Zm8='],
  ['foo', 'Zm9v'],
  ['foobar', 'Zm9vYmFy'],
])('writes %o as %o and reads it back', (text, encoded) => {
  expect(encodeBase64(bytes(text))).toBe(encoded);
  expect(decodeBase64(encoded)).toEqual(bytes(text));
});

it('agrees with Node on any bytes, also on more than one call takes', () => {
  const large = new Uint8Array(20_000).map((_, index) => index * 7);
  expect(encodeBase64(large)).toBe(Buffer.from(large).toString('base64'));
  fc.assert(
    fc.property(fc.uint8Array(), (data) => {
      expect(encodeBase64(data)).toBe(Buffer.from(data).toString('base64'));
      expect(decodeBase64(encodeBase64(data))).toEqual(data);
    }),
  );
});

it.each(['Zg', 'Zg=', 'Zh==', 'Zm9v\n', ' Zm9v', 'Zm9-', 'Zm9_', 'Z', 'Zm=v', '=', 'Zm9vé'])(
  'refuses %j',
  (text) => {
    expect(decodeBase64(text)).toBe(null);
  },
);
