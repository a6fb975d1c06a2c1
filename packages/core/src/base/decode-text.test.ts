import { TEXT_ENCODINGS } from '@pastiche/test-fixtures';
import { describe, expect, it } from 'vitest';
import { decodeText } from './decode-text.js';

const TEXT = '{"name": "Frühling 🌷 – Ш"}';

describe.each(TEXT_ENCODINGS)('text in %s (case 21)', (_, write) => {
  it.each([
    ['with a mark', '\ufeff'],
    ['without a mark', ''],
  ])('is read %s', (__, mark) => {
    expect(decodeText(write(mark + TEXT))).toBe(TEXT);
    expect(decodeText(write(mark + TEXT), { fatal: true })).toBe(TEXT);
    // A part of a larger buffer, at an odd place.
    const bytes = write(mark + TEXT);
    const part = new Uint8Array(bytes.length + 1);
    part.set(bytes, 1);
    expect(decodeText(part.subarray(1))).toBe(TEXT);
  });

  it('is read to where it was cut off, unless it must be whole', () => {
    const cut = write('\ufeff{"a":"Ш').slice(0, -1);
    expect(decodeText(cut)).toMatch(/^\{"a":"\ufffd$/);
    expect(() => decodeText(cut, { fatal: true })).toThrow(TypeError);
  });
});

describe('decodeText', () => {
  it('takes few bytes and lone zeros for UTF-8', () => {
    expect(decodeText(new Uint8Array())).toBe('');
    expect(decodeText(new TextEncoder().encode('{'))).toBe('{');
    expect(decodeText(new TextEncoder().encode('{"a": "\0\0"}'))).toBe('{"a": "\0\0"}');
  });

  it('reads what is no letter as such', () => {
    expect(decodeText(new Uint8Array([0x46, 0xfc, 0x72]))).toBe('F\ufffdr');
    expect(() => decodeText(new Uint8Array([0x46, 0xfc, 0x72]), { fatal: true })).toThrow(
      TypeError,
    );
    const beyond = new Uint8Array([0xff, 0xfe, 0, 0, 0, 0, 0x11, 0, 0, 0xd8, 0, 0]);
    expect(decodeText(beyond)).toBe('\ufffd\ufffd');
    expect(() => decodeText(beyond, { fatal: true })).toThrow('no letter of UTF-32');
  });
});
