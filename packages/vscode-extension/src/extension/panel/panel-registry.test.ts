import { describe, expect, it, vi } from 'vitest';
import { fakeUri } from '../../test/fake-uri.js';
import { createPanelRegistry, type PanelRegistryOptions } from './panel-registry.js';
import type { StylizePanel } from './stylize-panel.js';

const A = fakeUri('/ws/a.png');
const B = fakeUri('/ws/b.png');

function createRegistry() {
  const made: (Parameters<PanelRegistryOptions['create']>[0] & {
    panel: StylizePanel & { isActive: boolean };
  })[] = [];
  const onOverall = vi.fn();
  const registry = createPanelRegistry({
    onOverall,
    create: (events) => {
      const panel = {
        picture: events.picture,
        isActive: false,
        reveal: vi.fn(),
        follow: vi.fn(),
        wish: vi.fn(),
        close: () => events.onClosed(),
      };
      made.push({ ...events, panel });
      return panel;
    },
  });
  return { registry, made, onOverall };
}

describe('the registry of panels', () => {
  it('has one panel for each picture, and shows it when it is asked for again', () => {
    const { registry, made } = createRegistry();
    const first = registry.open(A);
    registry.open(B);

    expect(registry.open(fakeUri('/ws/a.png'))).toBe(first);
    expect(first.reveal).toHaveBeenCalledTimes(1);
    expect(made).toHaveLength(2);
  });

  it('tells every panel of what was moved', () => {
    const { registry } = createRegistry();
    const panels = [registry.open(A), registry.open(B)];
    registry.follow(A, B);
    for (const { follow } of panels) expect(follow).toHaveBeenCalledExactlyOnceWith(A, B);
  });

  it('shows the panel of a picture only where there is one', () => {
    const { registry, made } = createRegistry();
    const first = registry.open(A);
    registry.open(B);
    expect(registry.show(fakeUri('/ws/a.png'))).toBe(true);
    expect(first.reveal).toHaveBeenCalledTimes(1);
    expect(registry.current).toBe(first);
    first.close();
    expect(registry.show(A)).toBe(false);
    expect(made).toHaveLength(2);
  });

  it('knows the panel that is used, or was used last', () => {
    const { registry, made } = createRegistry();
    expect(registry.current).toBe(null);
    const [a, b] = [registry.open(A), registry.open(B)];
    expect(registry.current).toBe(b);
    registry.open(A);
    expect(registry.current).toBe(a);
    made[1].panel.isActive = true;
    expect(registry.current).toBe(b);
    b.close();
    expect(registry.current).toBe(a);
  });

  it('adds up what goes on', () => {
    const { registry, made, onOverall } = createRegistry();
    const [a] = [registry.open(A), registry.open(B)];
    made[0].onWorking({ kind: 'painting', share: 0.5 });
    made[1].onWorking({ kind: 'painting', share: null });
    expect(onOverall).toHaveBeenLastCalledWith({ panels: 2, share: 0.25 });
    expect(registry.working).toBe(a);
    made[0].onWorking({ kind: 'done', share: null });
    made[1].onWorking({ kind: 'failed', share: null });
    made[1].onWorking({ kind: 'idle', share: null });
    expect(onOverall).toHaveBeenLastCalledWith({ panels: 0, share: 0 });
    expect(onOverall).toHaveBeenCalledTimes(4);
    expect(registry.working).toBe(null);
  });

  it('names the pictures that are shown', () => {
    const { registry } = createRegistry();
    registry.open(A);
    registry.open(null);
    expect(registry.pictures()).toEqual(['mem:///ws/a.png']);
  });
});
