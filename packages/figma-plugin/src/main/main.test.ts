import { afterEach, expect, it, vi } from 'vitest';
import { BUILT_IN_STYLES } from './opening/built-in-styles.js';
import { fakeNode, fakePage, fakeStorage, openFakeFigma } from './test/fake-figma.js';
import { fakeWindow } from './test/fake-window.js';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

/** Loads the script as Figma does, and gives what it listens to. */
async function load() {
  const layer = fakeNode();
  const listeners = new Map<string, (event: unknown) => void>();
  const on = (name: string, listener: (event: unknown) => void) =>
    void listeners.set(name, listener);
  const figma = {
    ...openFakeFigma(fakePage([layer])),
    root: fakeNode({ type: 'DOCUMENT' }),
    clientStorage: fakeStorage(),
    ui: fakeWindow().ui,
    showUI: vi.fn(),
    on,
    parameters: { on },
  };
  figma.currentPage.selection = [layer];
  vi.stubGlobal('figma', figma);
  vi.stubGlobal('__html__', '');
  await import('./main.js');
  return { figma, listeners };
}

it('opens nothing until it is run, and nothing for a link of Dev Mode', async () => {
  const { figma, listeners } = await load();
  listeners.get('run')?.({ command: 'open-dev-resource', link: {} });
  expect(figma.showUI).not.toHaveBeenCalled();
  listeners.get('run')?.({ command: 'open', parameters: undefined });
  expect(figma.showUI).toHaveBeenCalledOnce();
});

it('is one job: run once more, it keeps its window and says so', async () => {
  const { figma, listeners } = await load();
  const run = () => listeners.get('run')?.({ command: 'open', parameters: undefined });
  run();
  run();
  expect(figma.showUI).toHaveBeenCalledOnce();
  expect(figma.notify).toHaveBeenCalledExactlyOnceWith(
    'Pastiche is open already; close its window to begin anew.',
  );
});

it('suggests the built-in styles and the presets, a nameless one by its id', async () => {
  const { figma, listeners } = await load();
  const { clientStorage } = figma;
  await clientStorage.setAsync('preset.mine', '{"name":"Kitchen"}');
  await clientStorage.setAsync('preset.odd', 'no JSON');
  const result = { setSuggestions: vi.fn(), setError: vi.fn() };
  listeners.get('input')?.({ key: 'preset', query: '', parameters: {}, result });
  await vi.waitFor(() => expect(result.setSuggestions).toHaveBeenCalledOnce());
  expect(result.setSuggestions).toHaveBeenCalledWith([
    ...BUILT_IN_STYLES.map(({ id, name }) => ({ name, data: id })),
    { name: 'Kitchen', data: 'mine' },
    { name: 'odd', data: 'odd' },
  ]);
});
