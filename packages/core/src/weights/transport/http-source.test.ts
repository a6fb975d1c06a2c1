import { expect, test } from 'vitest';
import { CATALOGUE, catalogueSource, VGG19 } from '../catalogue.js';
import { httpSource, splitWeightsUrl } from './http-source.js';

/** Answers every request with the URL it was sent to. */
const echo = async (url: string) => new Response(url);
const asText = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

test.each([
  ['https://x.org/a', 'm.json', 'https://x.org/a/m.json'],
  ['https://x.org/a/?token=1', 'sub/m 1.json', 'https://x.org/a/sub/m%201.json?token=1'],
  ['https://x.org/a#top', 'm.json', 'https://x.org/a/m.json'],
  ['https://x.org/', 'what?#.bin', 'https://x.org/what%3F%23.bin'],
])('below %s the file %s is at %s', async (baseUrl, file, url) => {
  expect(asText(await httpSource({ baseUrl, fetch: echo }).read(file))).toBe(url);
});

test('an address is split into folder and file', async () => {
  const url = 'https://x.org/a/model%201.safetensors?token=1';
  const { baseUrl, file } = splitWeightsUrl(url);
  expect({ baseUrl, file }).toEqual({
    baseUrl: 'https://x.org/a/?token=1',
    file: 'model 1.safetensors',
  });
  expect(asText(await httpSource({ baseUrl, fetch: echo }).read(file))).toBe(url);
  expect(() => splitWeightsUrl('https://x.org/a/')).toThrow(
    'The address https://x.org/a/ names a folder, expected a file such as model.json; add its name.',
  );
  expect(() => splitWeightsUrl('https://x.org/%E0%A4%A.json')).toThrow(
    'The address https://x.org/%E0%A4%A.json ends in a broken percent code, expected two hexadecimal digits after each %; correct it.',
  );
});

test.each(['vgg19', 'ftp://x.org/', 'file:///x'])('%s is no address', (baseUrl) => {
  expect(() => httpSource({ baseUrl })).toThrow(
    `The address of the weights is "${baseUrl}", expected one that begins with https:// or http://; correct it.`,
  );
});

test('the catalogue names 21 pinned files of VGG19, with licence and origin', async () => {
  expect(CATALOGUE).toEqual([VGG19]);
  const files = Object.entries(VGG19.files);
  expect(files.length).toBe(21);
  expect(files.every(([, { sha256 }]) => /^[0-9a-f]{64}$/.test(sha256))).toBe(true);
  expect(files.reduce((sum, [, { bytes }]) => sum + bytes, 0)).toBe(20 * 2 ** 20 + 25_990);
  expect(VGG19.licence).toContain('CC BY 4.0');
  expect(VGG19.origin).toContain('Simonyan');
  const source = catalogueSource(VGG19, {
    fetch: async (url) => {
      expect(url).toBe(`${VGG19.baseUrl}model.json`);
      return new Response(new Uint8Array(25_990));
    },
  });
  await expect(source.read('model.json')).rejects.toMatchObject({ code: 'checksum-mismatch' });
});

test('a page of another origin may not see Content-Range; the part is taken as asked', async () => {
  const source = httpSource({
    baseUrl: 'https://x.org/',
    fetch: async () => {
      const response = new Response(Uint8Array.of(3, 4), { status: 206 });
      return Object.defineProperty(response, 'type', { value: 'cors' });
    },
  });
  expect(await source.read('a.bin', { start: 3, end: 5 })).toEqual(Uint8Array.of(3, 4));
});
