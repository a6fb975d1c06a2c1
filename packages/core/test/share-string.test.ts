import { readFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import { encodePresetString, parsePreset, parsePresetString } from '@pastiche/core/presets';
import { openPage } from '@pastiche/test-fixtures/browser-page';
import { bundlePage } from '@pastiche/test-fixtures/bundle-page';
import { chromiumPath, NO_CHROMIUM } from '@pastiche/test-fixtures/chromium';
import { expect, it } from 'vitest';
import { crc32 } from '../src/base/crc32.js';

const document = readFileSync(new URL('presets/v1/blend.pastiche.json', import.meta.url), 'utf8');
const preset = parsePreset(document);

it('a browser and Node read each other’s share strings, and a browser stops a bomb, too', async ({
  skip,
}) => {
  const chromePath = chromiumPath();
  if (!chromePath) return skip(NO_CHROMIUM);
  const { script } = await bundlePage(new URL('share-string-page.ts', import.meta.url));
  const { page, errors, close } = await openPage({ chromePath, bundle: script });
  try {
    const ask = (name: string, text: string) =>
      page.evaluate<string>(`${name}(${JSON.stringify(text)})`);
    expect(await parsePresetString(await ask('written', document))).toEqual(preset);
    const text = await encodePresetString(preset);
    expect(await ask('read', text)).toBe(preset.name);
    expect(await ask('refused', bombOf(200_000_000))).toBe(
      'StyleTransferError: The share string would unpack to more than 12 MB, which no preset has; ask for the file instead.',
    );
    expect(await ask('refused', stringOf(Uint8Array.of(255, 255)))).toBe(
      'StyleTransferError: The share string cannot be unpacked; ask for it once more, or for the file.',
    );
    expect(errors).toEqual([]);
  } finally {
    await close();
  }
});

const bombOf = (bytes: number) => stringOf(deflateRawSync(Buffer.alloc(bytes, ' ')));

/** A share string of any packed bytes. */
function stringOf(packed: Uint8Array): string {
  const bytes = Buffer.alloc(8 + packed.length);
  bytes.writeUInt32BE(packed.length, 4);
  bytes.set(packed, 8);
  bytes.writeUInt32BE(crc32(bytes.subarray(4)), 0);
  return `pastiche:1:${bytes.toString('base64url')}`;
}
