import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listSets, readSet } from './folder.js';

const [WIDTH, HEIGHT] = [3, 2];
let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pastiche-reference-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** A small set as the reference stores it, as far as reading goes. */
async function writeSet() {
  const raw = { raw: { width: WIDTH, height: HEIGHT, channels: 3 } } as const;
  const png = await sharp(Buffer.alloc(WIDTH * HEIGHT * 3, 7), raw)
    .png()
    .toBuffer();
  const inputs: Record<string, { file: string; width: number; height: number; sha256?: string }> =
    {};
  for (const name of ['content', 'style', 'probe']) {
    const file = `t_${name}.png`;
    const sha256 = createHash('sha256').update(png).digest('hex');
    await writeFile(join(folder, file), png);
    inputs[name] = { file, width: WIDTH, height: HEIGHT, sha256 };
  }
  const pooling: Record<string, unknown> = {};
  for (const kind of ['max', 'avg']) {
    const gradient: Record<string, unknown> = {};
    for (const candidate of ['content', 'probe']) {
      const file = `t_${kind}_${candidate}.f32`;
      const values = Float32Array.from({ length: WIDTH * HEIGHT * 3 }, (_, index) => index / 4);
      await writeFile(join(folder, file), Buffer.from(values.buffer));
      gradient[`x_is_${candidate}`] = { total: { full_gradient_file: file } };
    }
    pooling[kind] = { gradient };
  }
  const json = { format: 1, inputs, pooling };
  await writeFile(join(folder, 't.json'), JSON.stringify(json));
  return json;
}

describe('readSet', () => {
  it('reads pictures and gradients', async () => {
    await writeSet();
    expect(await listSets(folder)).toEqual(['t']);
    const set = await readSet(folder, 't');
    expect(set.pictures.probe).toEqual({
      width: WIDTH,
      height: HEIGHT,
      rgb: new Uint8Array(18).fill(7),
    });
    expect(Object.keys(set.gradients).length).toBe(4);
    expect([...Array.from(set.gradients['t_avg_probe.f32']!)].slice(0, 3)).toEqual([0, 0.25, 0.5]);
  });

  it('says what is wrong with a folder', async () => {
    await expect(listSets(join(folder, 'none'))).rejects.toThrow(
      `The folder ${join(folder, 'none')} cannot be read; name a folder with a reference (a.json, a_content.png, …).`,
    );
    await expect(listSets(folder)).rejects.toThrow(
      `The folder ${folder} holds no *.json; name a folder with a reference (a.json, a_content.png, …).`,
    );
  });

  it('refuses damaged files', async () => {
    const json = await writeSet();
    const write = (file: string, bytes: string | Uint8Array) =>
      writeFile(join(folder, file), bytes);

    await write('t_max_probe.f32', new Uint8Array(71));
    await expect(readSet(folder, 't')).rejects.toThrow(
      't_max_probe.f32 has 71 bytes, but 72 are expected; fetch the reference anew.',
    );
    await rm(join(folder, 't_max_probe.f32'));
    await expect(readSet(folder, 't')).rejects.toThrow(
      `t_max_probe.f32 cannot be read in ${folder}; fetch the reference anew.`,
    );
    await write('t_style.png', 'not the picture');
    await expect(readSet(folder, 't')).rejects.toThrow(
      /^t_style\.png has the SHA-256 [0-9a-f]{12}…, but [0-9a-f]{12}… is expected; fetch the reference anew\.$/,
    );
    delete json.inputs.content!.sha256;
    await write('t.json', JSON.stringify(json));
    await expect(readSet(folder, 't')).rejects.toThrow(
      't.json should hold a text at inputs.content.sha256, but has nothing there; fetch the reference anew.',
    );
    await write('t.json', JSON.stringify({ ...json, format: 2 }));
    await expect(readSet(folder, 't')).rejects.toThrow(
      't.json is of format 2, but 1 is known; use a matching engine.',
    );
    await write('t.json', '{"format": 1, ');
    await expect(readSet(folder, 't')).rejects.toThrow(
      't.json should be JSON, but cannot be parsed; fetch the reference anew.',
    );
  });
});
