import { expect, it } from 'vitest';
import { largerSizes } from './larger-sizes.js';

const PHOTO = { width: 1600, height: 1200 };
const SMALL = { width: 512, height: 384 };

const offered = (painting: typeof PHOTO, picture: typeof PHOTO, largest: number) =>
  largerSizes({ painting, picture, largest }).map(({ width, height, kind }) => {
    return `${width}×${height} ${kind}`;
  });

it('are the next usual ones, and the picture’s own', () => {
  expect(offered(SMALL, PHOTO, 2048)).toEqual([
    '768×576 usual',
    '1024×768 usual',
    '1536×1152 usual',
    '1600×1200 original',
  ]);
});

it('may be larger than the picture', () => {
  expect(offered(SMALL, { width: 640, height: 480 }, 1024)).toEqual([
    '640×480 original',
    '768×576 usual',
    '1024×768 usual',
  ]);
});

it('end with the largest that fits where the picture’s own does not', () => {
  expect(offered(SMALL, PHOTO, 800)).toEqual(['768×576 usual', '800×600 largest']);
  expect(offered(PHOTO, { width: 8000, height: 6000 }, 10_000)).toEqual([
    '2048×1536 usual',
    '4096×3072 largest',
  ]);
});

it('are none where nothing larger fits, or the painting is of another picture', () => {
  expect(offered(SMALL, PHOTO, 512)).toEqual([]);
  expect(offered({ width: 512, height: 512 }, PHOTO, 2048)).toEqual([]);
});
