import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { somePicture, somePreset, someStatistics } from '../../test/some-preset.js';
import { encodeBase64Url } from '../base/base64.js';
import { crc32 } from '../base/crc32.js';
import { isStyleTransferError } from '../base/errors.js';
import type { Preset } from './preset.js';
import { encodePreset } from './preset-file.js';
import {
  encodePresetString,
  holdsPresetString,
  parsePresetString,
  readPreset,
} from './preset-string.js';

const waves: Preset = {
  name: 'Große Welle 🌊',
  parameters: { strength: 0.7 },
  styles: [
    { name: 'Waves', weight: 1, picture: somePicture('image/webp', 3000) },
    { name: 'Foam', weight: 0.5, statistics: [someStatistics('vgg19-lite')] },
  ],
};

const refusal = (message: string) => expect.objectContaining({ code: 'invalid-preset', message });

/** A share string of any packed bytes, head and all. */
function stringOf(packed: Uint8Array): string {
  const bytes = new Uint8Array(8 + packed.length);
  const head = new DataView(bytes.buffer);
  head.setUint32(4, packed.length);
  bytes.set(packed, 8);
  head.setUint32(0, crc32(bytes.subarray(4)));
  return `pastiche:1:${encodeBase64Url(bytes)}`;
}

describe('a share string', () => {
  it('is one word that comes back as the preset, and shorter than the file', async () => {
    const text = await encodePresetString(waves);
    expect(text).toMatch(/^pastiche:1:[\w-]+$/);
    expect(text.length).toBeLessThan(encodePreset(waves).length);
    expect(await parsePresetString(text)).toEqual(waves);
    expect(holdsPresetString(text)).toBe(true);
  });

  it.each<[string, (text: string) => string]>([
    ['in quotes', (text) => `“${text}”`],
    ['in a sentence', (text) => `Try this one: ${text}, it is lovely.`],
    ['with words after it', (text) => `${text} or what do you think`],
    ['in code', (text) => `\`\`\`\n${text}\n\`\`\``],
    ['wrapped by a mail program', (text) => text.replace(/.{76}/g, '$&\r\n')],
    ['quoted by a mail program', (text) => `> ${text.replace(/.{70}/g, '$&\n> ')}`],
    ['with breaks that nobody sees', (text) => text.replace(/.{50}/g, '$&\u200b\u00ad\u2060')],
    ['broken within its start', (text) => text.replace('pastiche', 'pas\ntiche')],
    ['with a byte order mark and blanks', (text) => `\ufeff\u00a0 ${text}\t`],
    ['with its start capitalized', (text) => text.replace('pastiche', 'Pastiche')],
  ])('survives a chat: %s', async (_, change) => {
    const text = change(await encodePresetString(waves));
    expect(holdsPresetString(text)).toBe(true);
    expect(await parsePresetString(text)).toEqual(waves);
  });

  it('says what is wrong with it', async () => {
    const text = await encodePresetString(waves);
    const characters = text.length - 'pastiche:1:'.length;
    const changed = `${text.slice(0, 60)}${text[60] === 'A' ? 'B' : 'A'}${text.slice(61)}`;
    const cases: readonly (readonly [string, string])[] = [
      [
        'harbour',
        'A share string begins with "pastiche:1:", but this text holds none; copy all of it.',
      ],
      [
        text.slice(0, 111),
        `The share string is cut off or mistyped: ${characters} characters should follow its version, but 100 came; copy all of it once more.`,
      ],
      [
        'pastiche:1:',
        'The share string is cut off or mistyped: 12 characters should follow its version, but 0 came; copy all of it once more.',
      ],
      [
        `${text.slice(0, 61)}ä${text.slice(62)}`,
        'The share string is mistyped: it holds "ä" after 50 characters, which none has; copy all of it once more.',
      ],
      [changed, 'The share string was changed on its way; copy all of it once more.'],
      [
        text.replace(':1:', ':2:'),
        'This share string was made by a newer Pastiche (version 2, this one reads 1); update Pastiche.',
      ],
      [
        text.replace(':1:', ':0:'),
        'This share string has the version 0, which never was; copy it once more.',
      ],
      [
        stringOf(Uint8Array.of(255, 255, 255)),
        'The share string cannot be unpacked; ask for it once more, or for the file.',
      ],
      [
        stringOf(deflateRawSync('{"name":')),
        'A preset must be JSON, but this text is not; it may have been cut off.',
      ],
      [
        'pastiche:1:'.padEnd(20_000_000, 'A'),
        'A share string may have at most 18 MB, but this text has 20 MB; ask for the file instead.',
      ],
    ];
    for (const [wrong, message] of cases) {
      await expect(parsePresetString(wrong)).rejects.toEqual(refusal(message));
    }
  });

  it('that would unpack to more than any preset is stopped on the way', async () => {
    // Blanks deflate a thousandfold.
    const bomb = deflateRawSync(Buffer.alloc(200_000_000, ' '));
    expect(bomb.length).toBeLessThan(250_000);
    const before = process.memoryUsage().arrayBuffers;
    await expect(parsePresetString(stringOf(bomb))).rejects.toEqual(
      refusal(
        'The share string would unpack to more than 12 MB, which no preset has; ask for the file instead.',
      ),
    );
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(60_000_000);
  });
});

describe('readPreset', () => {
  it('takes a file and a share string', async () => {
    expect(await readPreset(encodePreset(waves))).toEqual(waves);
    expect(await readPreset(await encodePresetString(waves))).toEqual(waves);
    const talking: Preset = { ...waves, name: 'pastiche:1:AAAA' };
    expect(await readPreset(encodePreset(talking))).toEqual(talking);
    await expect(readPreset('harbour')).rejects.toEqual(
      refusal('A preset must be JSON, but this text is not; it may have been cut off.'),
    );
  });
});

describe('any preset', () => {
  it('comes back from its share string', async () => {
    await fc.assert(
      fc.asyncProperty(somePreset, async (preset) => {
        expect(await parsePresetString(await encodePresetString(preset))).toEqual(preset);
      }),
    );
  });

  it('with its share string changed anywhere is refused with a sentence, or is the same', async () => {
    let refused = 0;
    const at = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    const piece = fc.oneof(
      fc.string({ maxLength: 3 }),
      fc.constantFrom('pastiche:1:', 'A', '_', ' ', ':'),
    );
    await fc.assert(
      fc.asyncProperty(
        somePreset,
        at,
        fc.nat({ max: 20 }),
        piece,
        async (preset, where, removed, inserted) => {
          const text = await encodePresetString(preset);
          const start = Math.floor(where * text.length);
          try {
            const changed = text.slice(0, start) + inserted + text.slice(start + removed);
            expect(await parsePresetString(changed)).toEqual(preset);
          } catch (error) {
            if (!isStyleTransferError(error)) throw error;
            expect(error.code).toBe('invalid-preset');
            refused += 1;
          }
        },
      ),
      { numRuns: 300 },
    );
    expect(refused).toBeGreaterThan(100);
  });

  it('whose letters are damaged is refused: others do not take their place', async () => {
    const text = new TextEncoder().encode(encodePreset(waves));
    text[text.indexOf(0xc3)] = 0xff;
    await expect(parsePresetString(stringOf(deflateRawSync(text)))).rejects.toEqual(
      refusal('The share string cannot be unpacked; ask for it once more, or for the file.'),
    );
  });

  it('packed by another hand, with any bytes, is refused with a sentence or is a preset', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array(), fc.json(), async (bytes, json) => {
        for (const packed of [bytes, deflateRawSync(bytes), deflateRawSync(json)]) {
          await expect(parsePresetString(stringOf(packed))).rejects.toMatchObject({
            code: 'invalid-preset',
          });
        }
      }),
    );
  });
});
