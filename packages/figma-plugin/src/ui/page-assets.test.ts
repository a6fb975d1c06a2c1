import { expect, it, vi } from 'vitest';
import { pageAssets } from './page-assets.js';

const ELEMENTS: Readonly<Record<string, object>> = {
  'engine.js': { textContent: 'say("…")', dataset: { kind: 'text' } },
  'styles/a.webp': { textContent: 'AAEC/w==', dataset: { kind: 'base64' } },
};

const page = {
  querySelector: (selector: string) =>
    ELEMENTS[/^script\[data-asset="(.+)"\]$/.exec(selector)?.[1] ?? ''] ?? null,
} as unknown as Document;

it('reads texts and bytes that the page carries', async () => {
  const { read } = pageAssets(page);
  expect(new TextDecoder().decode(await read('engine.js'))).toBe('say("…")');
  expect(await read('styles/a.webp')).toEqual(new Uint8Array([0, 1, 2, 255]));
});

it('decodes each in a turn of its own, for several are asked for at once', async () => {
  const turns: (() => void)[] = [];
  vi.stubGlobal('setTimeout', (turn: () => void) => turns.push(turn));
  const decode = vi.spyOn(globalThis, 'atob');
  const { read } = pageAssets(page);
  const reads = [read('styles/a.webp'), read('styles/a.webp')];
  expect(decode).not.toHaveBeenCalled();
  for (const [index, turn] of turns.entries()) {
    turn();
    await reads[index];
    expect(decode).toHaveBeenCalledTimes(index + 1);
  }
  expect(turns).toHaveLength(2);
  decode.mockRestore();
  vi.unstubAllGlobals();
});

it('says what is missing', async () => {
  await expect(pageAssets(page).read('styles/b.webp')).rejects.toThrow(
    'styles/b.webp should be part of the plugin, but it is not; install it again.',
  );
});
