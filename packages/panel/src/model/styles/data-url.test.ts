import { expect, test } from 'vitest';
import { dataUrl } from './data-url.js';

test('bytes as Base64 behind their media type', () => {
  // 0x52 0x49 0x46 = 'RIF' → 'UklG'
  expect(dataUrl('image/webp', new Uint8Array([0x52, 0x49, 0x46]))).toBe(
    'data:image/webp;base64,UklG',
  );
});

test('more bytes than a call takes arguments', () => {
  const bytes = Uint8Array.from({ length: 300_001 }, (_, index) => index % 251);
  const [, base64] = dataUrl('image/png', bytes).split(',');
  expect(Buffer.from(base64, 'base64').equals(Buffer.from(bytes))).toBe(true);
});
