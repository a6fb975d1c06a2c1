import { BUILT_IN_PRESETS } from '@pastiche/panel/core';
import { expect, it } from 'vitest';
import { BUILT_IN_STYLES } from './built-in-styles.js';

it('lists the built-in presets of the engine, in their order', () => {
  expect(BUILT_IN_STYLES).toEqual(BUILT_IN_PRESETS.map(({ id, name }) => ({ id, name })));
});
