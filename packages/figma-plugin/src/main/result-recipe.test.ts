import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  readResultRecipe,
  sourceTitleIn,
  styleNameIn,
  writeResultRecipe,
} from './result-recipe.js';
import { asScene, fakeNode, fakePage, openFakeFigma } from './test/fake-figma.js';

beforeEach(() => void openFakeFigma(fakePage([])));
afterEach(() => vi.unstubAllGlobals());

const RESULT = { recipe: '{"pastiche":"recipe"}', sourceId: '1:2', imageHash: null };

describe('a result’s recipe', () => {
  it('comes back as it was written, with the buttons that use it', () => {
    const node = fakeNode();
    writeResultRecipe(asScene(node), RESULT, 'Woodcut');
    expect(readResultRecipe(asScene(node))).toEqual(RESULT);
    expect(node.relaunch).toEqual({ edit: 'Painted as Woodcut', again: '' });
    expect(JSON.parse(node.data.get('result') ?? '')).toEqual({ version: 1, ...RESULT });
  });

  it('is none on a layer that is no result', () => {
    expect(readResultRecipe(asScene(fakeNode()))).toBeNull();
  });

  it('is left out where it is longer than Figma takes', () => {
    const node = fakeNode();
    writeResultRecipe(asScene(node), { ...RESULT, recipe: 'x'.repeat(100_000) }, 'Woodcut');
    expect(node.data.size).toBe(0);
    expect(node.relaunch).toEqual({});
  });

  it.each([
    ['{"version":2,"recipe":{}}', /newer Pastiche \(version 2, this one reads 1\)/],
    ['{"version":1}', /damaged/],
    ['nonsense', /damaged/],
    ['null', /damaged/],
  ])('refuses %s in words', (text, words) => {
    const node = fakeNode();
    node.data.set('result', text);
    expect(() => readResultRecipe(asScene(node))).toThrow(words);
  });
});

describe('what is read in a recipe', () => {
  it('is the preset’s name, or else those of the styles', () => {
    expect(styleNameIn('{"preset":{"name":"Woodcut"},"styleNames":["x"]}')).toBe('Woodcut');
    expect(styleNameIn('{"preset":null,"styleNames":["a.jpg",7,"b.jpg"]}')).toBe('a.jpg + b.jpg');
    for (const text of ['', '[]', '{"styleNames":"x"}']) expect(styleNameIn(text)).toBe('Pastiche');
  });

  it('is the name of the picture', () => {
    expect(sourceTitleIn('{"source":"Card/Photo"}')).toBe('Card/Photo');
    expect(sourceTitleIn('{"source":null}')).toBeNull();
    expect(sourceTitleIn('{')).toBeNull();
  });
});
