import { DEFAULT_PARAMETERS } from '@pastiche/core';
import { expect, test } from 'vitest';
import type { ChosenStyle } from '../model.js';
import { obstacleOf, type Readiness } from './obstacle.js';

const PROBLEM = { code: 'x', message: 'No engine here.', details: '', fittingSize: null };
const STYLE: ChosenStyle = {
  item: { id: 'a', kind: 'picture', name: 'Waves', description: '', thumbnail: null },
  weight: 1,
  state: 'ready',
};
const PICTURE = { id: 'p', width: 4, height: 3, preview: { width: 4, height: 3, close() {} } };
const READY: Readiness = {
  engine: {
    kind: 'ready',
    facts: {
      place: 'worker',
      backend: 'webgl',
      reason: '',
      largestSide: { 'vgg19-lite': 2048, vgg19: 1024 },
    },
  },
  content: { kind: 'ready', name: 'harbour', picture: PICTURE },
  contentNoun: null,
  styles: [STYLE],
  busy: false,
  withoutPicture: 'none',
  parameters: DEFAULT_PARAMETERS,
};
const MATCH = { ...DEFAULT_PARAMETERS, keepColours: 'match' } as const;
const FROM_STYLE = { ...DEFAULT_PARAMETERS, initialImage: 'style' } as const;

test.each<[string | null, Partial<Readiness>]>([
  [null, {}],
  ['Choose a picture first.', { content: { kind: 'none' }, engine: { kind: 'starting' } }],
  ['Select a layer first.', { content: { kind: 'none' }, contentNoun: 'a layer' }],
  ['Choose a style.', { styles: [], engine: { kind: 'starting' } }],
  ['The engine is starting…', { engine: { kind: 'starting' } }],
  [
    'The engine is starting…',
    { engine: { kind: 'starting' }, content: { kind: 'loading', name: '' } },
  ],
  ['No engine here.', { engine: { kind: 'failed', problem: PROBLEM }, styles: [] }],
  ['The picture is being read…', { content: { kind: 'loading', name: '' } }],
  ['No engine here.', { content: { kind: 'failed', name: '', problem: PROBLEM } }],
  ['The style is being read…', { styles: [{ ...STYLE, state: 'loading' }] }],
  ['Waves could not be read; choose another style.', { styles: [{ ...STYLE, state: 'failed' }] }],
  ['Give at least one style a share above 0.', { styles: [{ ...STYLE, weight: 0 }] }],
  ['A painting is under way.', { busy: true }],
  [null, { parameters: MATCH }],
  [null, { withoutPicture: 'all' }],
  [
    'This style came without its picture, so it cannot be tuned to other colours; set Colours to “From the style”.',
    { withoutPicture: 'some', parameters: MATCH },
  ],
  [null, { withoutPicture: 'some', parameters: FROM_STYLE }],
  [
    'This style came without its picture, so the painting cannot start from it; set Start from to “The picture”.',
    { withoutPicture: 'all', parameters: FROM_STYLE },
  ],
])('%s', (sentence, change) => {
  expect(obstacleOf({ ...READY, ...change })).toBe(sentence);
});
