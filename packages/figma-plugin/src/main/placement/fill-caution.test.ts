import { inEnglish } from '@pastiche/panel/sentence';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { asScene, type FakeNode, fakeNode, fakePage, openFakeFigma } from '../test/fake-figma.js';
import { fillCaution } from './fill-caution.js';

afterEach(() => vi.unstubAllGlobals());

/** A main component with so many instances. */
function component(instances: number, children: readonly FakeNode[] = []): FakeNode {
  const node = fakeNode({ type: 'COMPONENT', name: 'Button', fills: [], children });
  return Object.assign(node, { getInstancesAsync: async () => Array(instances).fill(node) });
}

async function cautionOn(node: FakeNode, outermost = node): Promise<string | null> {
  openFakeFigma(fakePage([outermost]), 'figma', { 'S:1': 'Brand/Red' });
  const caution = await fillCaution(asScene(node));
  return caution && inEnglish(caution);
}

const changes = (count: number) =>
  `This changes all instances of the main component “Button”, too: ${count}.`;
const DETACHES = 'This detaches the layer’s colour style “Brand/Red”.';

describe('before a fill', () => {
  it('of a main component, or of a layer in one, it is told how many instances change', async () => {
    expect(await cautionOn(component(12))).toBe(changes(12));
    const part = fakeNode({ fills: [] });
    const frame = fakeNode({ type: 'FRAME', children: [part] });
    expect(await cautionOn(part, component(3, [frame]))).toBe(changes(3));
  });

  it('of a main component without instances, or of an instance, nothing is', async () => {
    expect(await cautionOn(component(0))).toBeNull();
    expect(await cautionOn(fakeNode({ type: 'INSTANCE', fills: [], children: [] }))).toBeNull();
  });

  it('it is told which colour style is detached, though its name may be unknown', async () => {
    const withStyle = (fillStyleId: unknown) =>
      Object.assign(fakeNode({ fills: [] }), { fillStyleId });
    expect(await cautionOn(withStyle('S:1'))).toBe(DETACHES);
    expect(await cautionOn(withStyle('S:2'))).toBe('This detaches the layer’s colour style.');
    expect(await cautionOn(withStyle(''))).toBeNull();
    expect(await cautionOn(withStyle(Symbol('mixed')))).toBeNull();
  });

  it('both are told', async () => {
    const button = Object.assign(component(2), { fillStyleId: 'S:1' });
    expect(await cautionOn(button)).toBe(`${changes(2)} ${DETACHES}`);
  });
});
