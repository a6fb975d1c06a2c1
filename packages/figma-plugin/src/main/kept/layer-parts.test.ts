import { afterEach, expect, it, vi } from 'vitest';
import { asScene, type FakeNode, fakeNode } from '../test/fake-figma.js';
import { layerParts, MOST_PARTS } from './layer-parts.js';

afterEach(() => vi.unstubAllGlobals());

const IMAGE: ImagePaint = { type: 'IMAGE', scaleMode: 'FILL', imageHash: 'photo' };

function partsIn(...children: readonly FakeNode[]) {
  const { parts, unlisted } = layerParts(asScene(fakeNode({ type: 'FRAME', children })));
  return { unlisted, parts: parts.map(({ name, kind, depth }) => `${depth} ${kind} ${name}`) };
}

const named = (name: string, type = 'TEXT', more: Parameters<typeof fakeNode>[0] = {}) =>
  fakeNode({ name, type, ...more });

it('lists what a layer holds as Figma does, with what is in it, in instances too', () => {
  const button = named('Button', 'INSTANCE', {
    children: [named('Label'), named('Icon', 'VECTOR')],
  });
  const photo = named('Photo', 'RECTANGLE', { fills: [IMAGE] });
  const group = named('Group', 'GROUP', { children: [button, named('Rule', 'LINE')] });
  expect(partsIn(photo, named('Title'), group, named('Card', 'COMPONENT'))).toEqual({
    unlisted: 0,
    parts: [
      '0 frame Card',
      '0 group Group',
      '1 shape Rule',
      '1 instance Button',
      '2 vector Icon',
      '2 text Label',
      '0 text Title',
      '0 image Photo',
    ],
  });
});

it('leaves out what is hidden with all in it, what only cuts, slices, and the operands of a shape', () => {
  const hidden = named('Hidden', 'FRAME', { visible: false, children: [named('In it')] });
  const shut = named('Shut', 'SECTION', {
    sectionContentsHidden: true,
    children: [named('In it')],
  });
  const union = named('Union', 'BOOLEAN_OPERATION', { children: [named('Operand', 'ELLIPSE')] });
  const mask = named('Mask', 'ELLIPSE', { isMask: true });
  expect(partsIn(hidden, shut, union, mask, named('Cut', 'SLICE')).parts).toEqual([
    '0 vector Union',
    '0 frame Shut',
  ]);
});

it('lists texts first where there are too many parts, and says how many more there are', () => {
  const shapes = Array.from({ length: MOST_PARTS }, () => named('Dot', 'ELLIPSE'));
  const texts = Array.from({ length: 20 }, () => named('Word'));
  const { parts, unlisted } = partsIn(...texts, ...shapes);
  expect(unlisted).toBe(20);
  expect(parts.filter((part) => part === '0 text Word')).toHaveLength(20);
  expect(parts).toHaveLength(MOST_PARTS);
});
