import { expect, it } from 'vitest';
import { fakeUri } from '../../test/fake-uri.js';
import { chosenPictures } from './chosen-pictures.js';

const picture = fakeUri('/ws/a.PNG');
const other = fakeUri('/ws/b.tif');
const note = fakeUri('/ws/n.txt');

it('takes the pictures of a selection, and nothing else of it', () => {
  const selected = [picture, note, other, null, 7];
  expect(chosenPictures({ clicked: picture, selected, active: null })).toEqual([picture, other]);
});

it('takes what was clicked where nothing is selected', () => {
  expect(chosenPictures({ clicked: other, selected: undefined, active: picture })).toEqual([other]);
  expect(chosenPictures({ clicked: other, selected: [], active: null })).toEqual([other]);
});

it('takes the active tab when nothing was handed over', () => {
  const nothing = { clicked: undefined, selected: undefined };
  expect(chosenPictures({ ...nothing, active: picture })).toEqual([picture]);
  expect(chosenPictures({ ...nothing, active: note })).toEqual([]);
  expect(chosenPictures({ ...nothing, active: null })).toEqual([]);
});

it('does not fall back to the active tab when a selection holds no picture', () => {
  expect(chosenPictures({ clicked: note, selected: [note], active: picture })).toEqual([]);
});
