import { describe, expect, it } from 'vitest';
import { readAvifColour } from './avif-colour.js';

function box(name: string, ...content: Uint8Array[]): Buffer {
  const body = Buffer.concat(content);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(body.length + 8);
  head.write(name, 4, 'latin1');
  return Buffer.concat([head, body]);
}

const full = Buffer.alloc(4);

function codes(primaries: number, transfer: number): Buffer {
  const content = Buffer.from('nclx\0\0\0\0\0\0\x80', 'latin1');
  content.writeUInt16BE(primaries, 4);
  content.writeUInt16BE(transfer, 6);
  return box('colr', content);
}

/** Two items; the second, the primary one, has the second property. */
function avif(...properties: Buffer[]): Buffer {
  const associations = Buffer.from([0, 0, 0, 2, 0, 1, 1, 0x81, 0, 2, 1, 0x82]);
  return Buffer.concat([
    box('ftyp', Buffer.from('avif\0\0\0\0avif', 'latin1')),
    box(
      'meta',
      full,
      box('pitm', full, Uint8Array.of(0, 2)),
      box('iprp', box('ipco', ...properties), box('ipma', full, associations)),
    ),
  ]);
}

const other = codes(9, 8);

describe('readAvifColour', () => {
  it('takes the code points of the primary item', () => {
    const space = readAvifColour(avif(other, codes(12, 4)));
    expect(space?.kind === 'rgb' && space.curves[0](0.5)).toBeCloseTo(0.5 ** 2.2, 6);
  });

  it('is null for sRGB, for curves near it, and where nothing is said', () => {
    for (const transfer of [1, 2, 6, 13, 14, 15]) {
      expect(readAvifColour(avif(other, codes(1, transfer)))).toBeNull();
    }
    expect(readAvifColour(avif(other, box('colr', Buffer.from('prof', 'latin1'))))).toBeNull();
    expect(readAvifColour(avif(other))).toBeNull();
    expect(readAvifColour(new Uint8Array())).toBeNull();
  });

  it('refuses curves that are not read', () => {
    expect(() => readAvifColour(avif(other, codes(1, 9)))).toThrow(
      'An AVIF should have a usual curve of brightness, but this one has that of number 9; save it as PNG first.',
    );
  });

  it('ends, wherever the file is cut off', () => {
    const whole = avif(other, codes(12, 4));
    for (let length = 0; length < whole.length; length++) {
      expect(readAvifColour(whole.subarray(0, length))).toBeNull();
    }
  });
});
