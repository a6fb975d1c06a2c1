import { describe, expect, it } from 'vitest';
import { documentDifference } from './document-difference.js';
import type { PlainNode } from './scene-description.js';

const node = (id: string, children: readonly PlainNode[] = [], rest = {}): PlainNode => ({
  id,
  type: 'FRAME',
  name: id,
  children,
  ...rest,
});

describe('documentDifference', () => {
  const before = node('0', [node('a'), node('b'), node('c', [node('d')])]);

  it('is empty for the same document', () => {
    expect(documentDifference(before, structuredClone(before))).toEqual([]);
  });

  it('tells of what was added, removed, changed and moved, and where', () => {
    const after = node('0', [
      node('b'),
      node('a', [], { fills: [1] }),
      node('c'),
      node('e', [node('d')]),
    ]);
    const told = documentDifference(before, after);
    expect(told.map(({ id, change }) => `${id} ${change}`)).toEqual([
      '0 changed',
      'a changed',
      'e added',
      'd changed',
    ]);
    expect(told[0]).toMatchObject({ properties: ['order'] });
    expect(told[1]).toMatchObject({ properties: ['fills'] });
    expect(told[2]).toMatchObject({ parent: '0' });
    expect(told[3]).toMatchObject({ properties: ['parent'] });
    expect(
      documentDifference(before, node('0', [node('a'), node('b')])).map(({ id }) => id),
    ).toEqual(['c', 'd']);
  });
});
