import { expect, it } from 'vitest';
import { isPicture, typeOfBytes, typeOfName } from './picture-kinds.js';

it.each([
  'a.jfif',
  'a.jpe',
  'a.pjpeg',
  'a.pjp',
  'a.apng',
  'a.dib',
  'a.png',
  'A.JPG',
  'x.Jpeg',
  'w.webp',
  'g.gif',
  'b.bmp',
  'v.avif',
  't.tif',
  't.TIFF',
])('%s is a picture', (path) => expect(isPicture({ path: `/ws/${path}` })).toBe(true));

it.each(['a.txt', 'png', 'a.png.txt', 'a.svg', 'a.pngx'])('%s is none', (path) => {
  expect(isPicture({ path: `/ws/${path}` })).toBe(false);
});

it('knows what can be written by name and by bytes', () => {
  expect(['a.png', 'a.JPEG', 'a.jfif', 'a.jpe', 'a.webp', 'a.gif'].map(typeOfName)).toEqual([
    'image/png',
    'image/jpeg',
    'image/jpeg',
    'image/jpeg',
    'image/webp',
    null,
  ]);
  const riff = new TextEncoder().encode('RIFF....WEBP');
  expect([new Uint8Array([0xff, 0xd8]), riff, new Uint8Array([0x89])].map(typeOfBytes)).toEqual([
    'image/jpeg',
    'image/webp',
    'image/png',
  ]);
});
