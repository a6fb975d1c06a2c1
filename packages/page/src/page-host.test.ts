import { afterEach, expect, test, vi } from 'vitest';
import { createPageHost } from './page-host.js';

const presets = { list: async () => [], save: async () => {}, remove: async () => {} };
const host = createPageHost({ presets, samples: [] });

afterEach(() => {
  vi.unstubAllGlobals();
});

function storageOf(kept: Map<string, string>) {
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
  });
}

test('settings come back as they were written', async () => {
  storageOf(new Map());
  expect(await host.readSettings()).toBeNull();
  await host.writeSettings({ network: 'vgg19' });
  expect(await host.readSettings()).toEqual({ network: 'vgg19' });
});

test('a browser that keeps nothing, or something damaged, is one without settings', async () => {
  storageOf(new Map([['pastiche.settings', '{"network":']]));
  expect(await host.readSettings()).toBeNull();
  vi.stubGlobal('localStorage', undefined);
  expect(await host.readSettings()).toBeNull();
  await expect(host.writeSettings({})).resolves.toBeUndefined();
});

test('what is picked next is picked once', async () => {
  const cat = { name: 'cat', bytes: new Uint8Array([1]) };
  host.pickNext(async () => cat);
  expect(await host.readContent({ pick: false })).toBeNull();
  expect(await host.readContent({ pick: true })).toBe(cat);
  await expect(host.readContent({ pick: true })).rejects.toThrow('document is not defined');
});
