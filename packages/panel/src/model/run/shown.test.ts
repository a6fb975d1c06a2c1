import { DEFAULT_PARAMETERS } from '@pastiche/core';
import { expect, test } from 'vitest';
import type { HistoryEntry } from '../model.js';
import { type Sights, shownOf } from './shown.js';

const bitmap = (width: number): ImageBitmap => ({ width, height: 1, close() {} });
const entry = (id: string): HistoryEntry => ({
  id,
  preview: bitmap(1),
  width: 512,
  height: 384,
  png: new Uint8Array(),
  contentName: 'harbour',
  contentId: null,
  styleNames: [id, 'Waves', 'Wool'],
  styles: [id, 'Waves', 'Wool'].map((name) => ({ name, kind: 'picture' })),
  parameters: DEFAULT_PARAMETERS,
  network: 'vgg19-lite',
  seconds: 1,
  stoppedEarly: false,
  hasFrames: false,
  original: bitmap(2),
});
const SELECTED = entry('Mosaic');
const LATEST = entry('Woodcut');
const LIVE = bitmap(3);
const ALL: Sights = {
  selected: SELECTED,
  latest: LATEST,
  subject: { original: bitmap(4), width: 256, height: 192, label: 'street in the style of Ink' },
  live: LIVE,
  content: {
    kind: 'ready',
    name: 'street',
    picture: { id: 'p', width: 4000, height: 3000, preview: bitmap(5) },
  },
  size: 512,
};

test('first what is selected, with what it was painted from', () => {
  expect(shownOf(ALL)).toEqual({
    painting: SELECTED.preview,
    entry: 'Mosaic',
    original: SELECTED.original,
    width: 512,
    height: 384,
    label: 'harbour in the style of Mosaic, Waves and Wool',
  });
});

test('then the painting under way, also before its first preview', () => {
  const shown = shownOf({ ...ALL, selected: null });
  expect(shown).toMatchObject({
    painting: LIVE,
    entry: null,
    width: 256,
    label: 'street in the style of Ink',
  });
  expect(shownOf({ ...ALL, selected: null, live: null }).painting).toBeNull();
});

test('then the latest', () => {
  const shown = shownOf({ ...ALL, selected: null, subject: null });
  expect(shown).toMatchObject({ painting: LATEST.preview, entry: 'Woodcut' });
});

test('then the content, at the size of the next painting: 4000 × 3000 → 512 × 384', () => {
  expect(shownOf({ ...ALL, selected: null, subject: null, latest: null })).toMatchObject({
    painting: null,
    original: { width: 5 },
    width: 512,
    height: 384,
    label: 'street',
  });
});

test('then nothing', () => {
  const nothing = { ...ALL, selected: null, subject: null, latest: null };
  expect(shownOf({ ...nothing, content: { kind: 'none' } })).toEqual({
    painting: null,
    entry: null,
    original: null,
    width: 0,
    height: 0,
    label: '',
  });
});
