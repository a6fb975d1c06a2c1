import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { locateWeights } from './weights-location.js';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pastiche-'));
});

afterEach(() => rm(folder, { recursive: true }));

describe('locateWeights', () => {
  it('leaves it to the catalogue when nothing is named', async () => {
    expect(await locateWeights(null, {})).toEqual({ kind: 'catalogue' });
    expect(await locateWeights(null, { PASTICHE_WEIGHTS: '' })).toEqual({ kind: 'catalogue' });
  });

  it('prefers a manifest in a folder', async () => {
    await writeFile(join(folder, 'model.json'), '{}');
    await writeFile(join(folder, 'a.safetensors'), '');
    const found = { kind: 'folder', folder, file: 'model.json' };
    expect(await locateWeights(folder, {})).toEqual(found);
    expect(await locateWeights(null, { PASTICHE_WEIGHTS: folder })).toEqual(found);
    expect(await locateWeights(join(folder, 'model.json'), {})).toEqual(found);
  });

  it('takes the only safetensors file of a folder', async () => {
    await writeFile(join(folder, 'a.safetensors'), '');
    expect(await locateWeights(folder, {})).toMatchObject({ file: 'a.safetensors' });
    await writeFile(join(folder, 'b.safetensors'), '');
    await expect(locateWeights(folder, {})).rejects.toThrow(
      `The folder ${folder} holds several .safetensors files (a.safetensors, b.safetensors); name one of them with --weights.`,
    );
  });

  it('takes a URL apart, its query kept', async () => {
    expect(await locateWeights('https://example.org/m/vgg.safetensors?key=1', {})).toEqual({
      kind: 'url',
      baseUrl: 'https://example.org/m/?key=1',
      file: 'vgg.safetensors',
    });
  });

  it('says what it expected', async () => {
    await expect(locateWeights(folder, {})).rejects.toThrow(
      `The folder ${folder} holds neither a model.json nor a .safetensors file; name one that does with --weights.`,
    );
    await expect(locateWeights(join(folder, 'none'), {})).rejects.toThrow(
      `${join(folder, 'none')} cannot be found; check the name.`,
    );
    const picture = join(folder, 'x.png');
    await writeFile(picture, '');
    await expect(locateWeights(picture, {})).rejects.toThrow(
      `${picture} holds no weights that can be read; expected a folder, a model.json with its shards beside it, or a .safetensors file.`,
    );
    await expect(locateWeights('https://example.org/a.zip', {})).rejects.toThrow(
      'https://example.org/a.zip holds no weights that can be read;',
    );
    await expect(locateWeights('https://example.org/', {})).rejects.toThrow(
      'The address https://example.org/ names a folder, expected a file such as model.json; add its name.',
    );
  });
});
