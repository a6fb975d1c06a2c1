import { expect, it } from 'vitest';
import { exportSize } from './export-size.js';

it('exports twice the size, along the long side', () => {
  expect(exportSize({ width: 320, height: 200 })).toEqual({ type: 'WIDTH', value: 640 });
  expect(exportSize({ width: 200, height: 320.4 })).toEqual({ type: 'HEIGHT', value: 641 });
});

it('exports at most 2048 px, and at least one', () => {
  expect(exportSize({ width: 5000, height: 4097 })).toEqual({ type: 'WIDTH', value: 2048 });
  expect(exportSize({ width: 0.1, height: 0.2 })).toEqual({ type: 'HEIGHT', value: 1 });
});
