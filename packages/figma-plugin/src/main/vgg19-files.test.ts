import { readFileSync } from 'node:fs';
import { VGG19 } from '@pastiche/panel/core';
import { describe, expect, it, vi } from 'vitest';
import { createVgg19Files, VGG19_FOLDER } from './vgg19-files.js';

const answer = (status: number) => ({
  ok: status === 200,
  status,
  arrayBuffer: async () => new Uint8Array([1, 2]).buffer,
});

describe('createVgg19Files', () => {
  it('downloads a file once, also when it is asked for twice at a time', async () => {
    const fetch = vi.fn(async (_: string) => answer(200));
    const { read } = createVgg19Files(fetch);
    const [first, second] = await Promise.all([read('model.json'), read('model.json')]);
    expect(await read('model.json')).toBe(first);
    expect(second).toBe(first);
    expect([...first]).toEqual([1, 2]);
    expect(fetch.mock.calls).toEqual([[`${VGG19_FOLDER}model.json`]]);
  });

  it('downloads a damaged file again', async () => {
    const fetch = vi.fn(async (_: string) => answer(200));
    const { read, forget } = createVgg19Files(fetch);
    await read('model.json');
    forget('model.json');
    await read('model.json');
    expect(fetch).toHaveBeenCalledTimes(2);
  });

  it('says what to do without a network, and tries again when asked again', async () => {
    const fetch = vi.fn(async (_: string) => answer(200));
    fetch.mockRejectedValueOnce(new Error('Failed to fetch'));
    fetch.mockResolvedValueOnce(answer(503));
    const { read } = createVgg19Files(fetch);
    await expect(read('model.json')).rejects.toMatchObject({
      code: 'weights-unavailable',
      message:
        'VGG19 could not be downloaded, because the network cannot be reached; try again later, or paint with the built-in network.',
    });
    await expect(read('model.json')).rejects.toThrow('its server does not have it now');
    await expect(read('model.json')).resolves.toHaveLength(2);
  });

  it('asks for nothing but the files of the network', async () => {
    const fetch = vi.fn(async (_: string) => answer(200));
    const { read } = createVgg19Files(fetch);
    for (const file of ['../secrets', 'model.json?x', '', 'group1-shard1of9.bin']) {
      await expect(read(file)).rejects.toMatchObject({ code: 'refused' });
    }
    expect(fetch).not.toHaveBeenCalled();
  });

  it('knows the folder and the files of the catalogue, and the manifest allows them', async () => {
    const { read } = createVgg19Files(async () => answer(200));
    const files = Object.keys(VGG19.files);
    expect(VGG19.baseUrl).toBe(VGG19_FOLDER);
    expect(files.length).toBeGreaterThan(10);
    for (const file of files) await expect(read(file)).resolves.toHaveLength(2);
    const manifest = JSON.parse(readFileSync(new URL('../manifest.json', import.meta.url), 'utf8'));
    expect(manifest.networkAccess.allowedDomains).toEqual([VGG19_FOLDER]);
  });
});
