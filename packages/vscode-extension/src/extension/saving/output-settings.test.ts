import { expect, it } from 'vitest';
import { DEFAULT_PATTERN } from './output-name.js';
import { parseOutputSettings } from './output-settings.js';

it('reads what is set', () => {
  const settings: Record<string, unknown> = {
    fileName: 'x',
    folder: 'painted',
    format: 'jpeg',
    quality: 50,
    recipe: false,
    reveal: false,
    open: true,
  };
  expect(parseOutputSettings((name) => settings[name])).toEqual({
    fileName: 'x',
    folder: 'painted',
    format: 'image/jpeg',
    quality: 0.5,
    recipe: false,
    reveal: false,
    open: true,
  });
});

it.each([undefined, null, 7, '', {}, -1])('takes the defaults in place of %o', (value) => {
  expect(parseOutputSettings(() => value)).toEqual({
    fileName: DEFAULT_PATTERN,
    folder: '',
    format: 'image/png',
    quality: value === 7 ? 0.07 : 0.9,
    recipe: true,
    reveal: true,
    open: false,
  });
});
