import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { asScene, type FakeNode, fakeNode, fakePage, openFakeFigma } from '../test/fake-figma.js';
import {
  readHiddenPicture,
  readResultPreset,
  readResultRecipe,
  styleNameIn,
  writeResultRecipe,
} from './result-recipe.js';

beforeEach(() => void openFakeFigma(fakePage([])));
afterEach(() => vi.unstubAllGlobals());

const RESULT = {
  recipe: '{"pastiche":"recipe"}',
  sourceId: '1:2',
  imageHash: null,
  imagePaint: null,
  seenImage: null,
  painted: 'painted',
  stays: null,
};
const NO_EXTRAS = { preset: null, hidden: null };

describe('a result’s recipe', () => {
  it('comes back as it was written, with the buttons that use it', () => {
    const node = fakeNode();
    writeResultRecipe(asScene(node), RESULT, NO_EXTRAS, 'Woodcut');
    expect(readResultRecipe(asScene(node))).toEqual(RESULT);
    expect(node.relaunch).toEqual({ edit: 'Painted as Woodcut', again: '' });
    expect(JSON.parse(node.data.get('result') ?? '')).toEqual({
      version: 1,
      ...RESULT,
      preset: 'none',
    });
  });

  it('tells which parts stayed, none in a result of before, and nothing of very many', () => {
    const node = fakeNode();
    const staysIn = (stays: unknown) => {
      writeResultRecipe(
        asScene(node),
        { ...RESULT, stays: stays as string[] },
        NO_EXTRAS,
        'Woodcut',
      );
      return readResultRecipe(asScene(node))?.stays;
    };
    expect(staysIn(['1:3', 'I1:4;2:5'])).toEqual(['1:3', 'I1:4;2:5']);
    expect(staysIn([])).toEqual([]);
    expect(staysIn(undefined)).toEqual([]);
    expect(staysIn(Array(401).fill('1:3'))).toBeNull();
    expect(staysIn([7])).toBeNull();
  });

  it('goes with a copy of a layer that is its own source', () => {
    const node = fakeNode({ id: '1:2' });
    writeResultRecipe(asScene(node), RESULT, NO_EXTRAS, 'Woodcut');
    expect(readResultRecipe(asScene(node))?.sourceId).toBe('1:2');
    const copy = fakeNode({ id: '1:7' });
    for (const [key, value] of node.data) copy.data.set(key, value);
    expect(readResultRecipe(asScene(copy))?.sourceId).toBe('1:7');
  });

  it('is none on a layer that is no result', () => {
    expect(readResultRecipe(asScene(fakeNode()))).toBeNull();
  });

  it('is left out where it is longer than Figma takes', () => {
    const node = fakeNode();
    const long = { ...RESULT, recipe: 'x'.repeat(100_000) };
    writeResultRecipe(asScene(node), long, NO_EXTRAS, 'Woodcut');
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

describe('the styles of a result', () => {
  const write = (node: FakeNode, preset: string | null) =>
    writeResultRecipe(asScene(node), RESULT, { ...NO_EXTRAS, preset }, 'Waves');

  it('come back, in one entry or in several, and leave nothing of those before', () => {
    const node = fakeNode();
    for (const [document, entries] of [
      ['é'.repeat(400_000), 11],
      ['{"a":1}', 2],
    ] as const) {
      write(node, document);
      expect(readResultPreset(asScene(node))).toEqual({ kind: 'kept', document });
      expect(node.data.size).toBe(entries);
    }
    write(node, null);
    expect(readResultPreset(asScene(node))).toEqual({ kind: 'none' });
    expect([...node.data.keys()]).toEqual(['result']);
  });

  it('are said to be too large, or damaged', () => {
    const node = fakeNode();
    write(node, 'x'.repeat(1_000_001));
    expect(readResultPreset(asScene(node))).toEqual({ kind: 'too-large' });
    expect([...node.data.keys()]).toEqual(['result']);
    write(node, 'x'.repeat(200_000));
    node.data.delete('preset.result.2');
    expect(readResultPreset(asScene(node))).toEqual({ kind: 'damaged' });
  });

  it('are none on a layer that is no result, and on results from before they were kept', () => {
    const node = fakeNode();
    expect(readResultPreset(asScene(node))).toEqual({ kind: 'none' });
    node.data.set('result', JSON.stringify({ version: 1, recipe: '{}' }));
    expect(readResultPreset(asScene(node))).toEqual({ kind: 'none' });
  });

  it('do not cost the result where Figma refuses them', () => {
    const node = fakeNode();
    const { setSharedPluginData } = asScene(node);
    Object.assign(node, {
      setSharedPluginData(namespace: string, key: string, value: string) {
        if (key === 'preset.result.2') throw new Error('no room');
        setSharedPluginData(namespace, key, value);
      },
    });
    write(node, 'x'.repeat(250_000));
    expect(readResultPreset(asScene(node))).toEqual({ kind: 'too-large' });
    expect(readResultRecipe(asScene(node))).toEqual(RESULT);
  });
});

it('what a result hides is there as long as its fill is', () => {
  const fills: Paint[] = [{ type: 'IMAGE', scaleMode: 'FILL', imageHash: 'painted' }];
  const node = fakeNode({ fills });
  const hidden = new Uint8Array([1, 2, 3]);
  writeResultRecipe(asScene(node), RESULT, { ...NO_EXTRAS, hidden }, 'Woodcut');
  const read = () => readHiddenPicture(asScene(node), RESULT);
  expect(read()).toEqual({ picture: hidden, covered: 'painted' });
  expect(readHiddenPicture(asScene(node), { painted: null })).toBeNull();
  node.fills = [];
  expect(read()).toBeNull();
  node.fills = fills;
  writeResultRecipe(asScene(node), RESULT, NO_EXTRAS, 'Woodcut');
  expect(read()).toBeNull();
});

it('what a result hides may fill several entries, and leaves nothing of those before', () => {
  const fills: Paint[] = [{ type: 'IMAGE', scaleMode: 'FILL', imageHash: 'painted' }];
  const node = fakeNode({ fills });
  for (const [length, entries] of [
    [200_000, 3],
    [72_000, 1],
    [100_000, 2],
  ] as const) {
    const hidden = new Uint8Array(length).map((_, index) => index % 251);
    writeResultRecipe(asScene(node), RESULT, { ...NO_EXTRAS, hidden }, 'Woodcut');
    const read = readHiddenPicture(asScene(node), RESULT)?.picture ?? new Uint8Array();
    expect(Buffer.compare(read, hidden)).toBe(0);
    expect(node.data.size).toBe(1 + entries);
    for (const value of node.data.values()) expect(value.length).toBeLessThan(99_000);
  }
  writeResultRecipe(asScene(node), RESULT, NO_EXTRAS, 'Woodcut');
  expect([...node.data.keys()]).toEqual(['result']);
});

describe('what is read in a recipe', () => {
  it('is the preset’s name, or else those of the styles', () => {
    expect(styleNameIn('{"preset":{"name":"Woodcut"},"styleNames":["x"]}')).toBe('Woodcut');
    expect(styleNameIn('{"preset":null,"styleNames":["a.jpg",7,"b.jpg"]}')).toBe('a.jpg + b.jpg');
    for (const text of ['', '[]', '{"styleNames":"x"}']) expect(styleNameIn(text)).toBe('Pastiche');
  });
});
