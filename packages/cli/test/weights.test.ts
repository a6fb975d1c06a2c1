import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { VGG19 } from '@pastiche/core/weights';
import { loopbackServer } from '@pastiche/test-fixtures/loopback-server';
import { patience } from '@pastiche/test-fixtures/patience';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildProgram } from './built-program.js';
import { openWorkshop, type Workshop } from './workshop.js';

/** A folder with the published files of VGG19, or nothing. */
const REAL = process.env.PASTICHE_WEIGHTS;

let shop: Workshop;

beforeAll(buildProgram);

beforeEach(async () => {
  shop = await openWorkshop();
});

afterEach(() => shop.close());

describe('pastiche weights', () => {
  it('prints the folder of the cache and nothing else', async () => {
    expect(await shop.run('weights', 'where')).toEqual({
      code: 0,
      stdout: `${shop.path('cache')}\n`,
      stderr: '',
    });
  });

  it('lists the known networks with licence and whether they are here', async () => {
    const { code, stdout } = await shop.run('weights', 'list');
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^vgg19-lite: a thin network distilled from VGG19, 1\.\d MB, built in\n {2}licence: .+\(CC BY 4\.0\)\n {2}origin: a derivative of VGG19 by Karen Simonyan and Andrew Zisserman, /,
    );
    expect(stdout).toContain(`vgg19: ${VGG19.title}, 21.0 MB, not here\n`);
    expect(stdout).toContain(`licence: ${VGG19.licence}\n`);
  });

  it('says what is missing', async () => {
    expect(await shop.run('weights', 'verify')).toEqual({
      code: 1,
      stdout: '',
      stderr: 'pastiche: Of the 21 files of vgg19, 21 missing; run: pastiche weights fetch vgg19\n',
    });
  });

  it('names the networks it knows', async () => {
    expect(await shop.run('weights', 'fetch', 'vgg16')).toMatchObject({
      code: 2,
      stderr: "pastiche: There is no network 'vgg16' to be fetched; known: vgg19.\n",
    });
    expect(await shop.run('weights', 'fetch', 'vgg19-lite')).toMatchObject({
      code: 2,
      stderr:
        'pastiche: vgg19-lite comes with this program, so there is nothing to keep in the cache; to be kept there: vgg19.\n',
    });
  });

  it('imports nothing that is not what it should be', async () => {
    await mkdir(shop.path('foreign'));
    const size = VGG19.files['model.json']!.bytes;
    await writeFile(shop.path('foreign/model.json'), Buffer.alloc(size, ' '));
    const { code, stderr } = await shop.run('weights', 'import', 'foreign');
    expect(code).toBe(1);
    expect(stderr).toMatch(/^pastiche: model\.json from foreign has the SHA-256 [^\n]+\n$/);
    expect(await shop.run('weights', 'import', 'none')).toMatchObject({
      code: 1,
      stderr: 'pastiche: none cannot be found; check the name.\n',
    });
    expect(await shop.list()).not.toContain('cache');
  });

  it('keeps nothing of a server that sends other bytes', async () => {
    const size = VGG19.files['model.json']!.bytes;
    const server = await loopbackServer({ 'model.json': new Uint8Array(size) });
    const { code, stderr } = await shop.run('weights', 'fetch', '--from', server.url);
    await server.close();
    expect(code).toBe(1);
    expect(stderr).toContain('has the SHA-256');
    expect(await shop.list()).not.toContain('cache');
  });
});

describe.skipIf(!REAL)('pastiche weights with the published files (PASTICHE_WEIGHTS)', () => {
  it('imports, verifies, notices damage, and mends it from a mirror', async () => {
    const { code, stdout } = await shop.run('weights', 'import', REAL!);
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: `21 files of vgg19 were verified and put into ${shop.path('cache')}.\n`,
    });
    expect((await shop.run('weights', 'list')).stdout).toContain('21.0 MB, in the cache');
    expect(await shop.run('weights', 'verify')).toMatchObject({
      code: 0,
      stdout: 'All 21 files of vgg19 are here and as they should be.\n',
    });

    const { sha256 } = VGG19.files['group1-shard3of138.bin']!;
    await writeFile(shop.path(join('cache', sha256)), 'damaged');
    expect((await shop.run('weights', 'verify')).stderr).toBe(
      'pastiche: Of the 21 files of vgg19, 1 damaged (group1-shard3of138.bin); run: pastiche weights fetch vgg19\n',
    );

    const names = Object.keys(VGG19.files);
    const files = await Promise.all(
      names.map(async (name) => [name, await readFile(join(REAL!, name))] as const),
    );
    const server = await loopbackServer(Object.fromEntries(files));
    const fetched = await shop.run('weights', 'fetch', '--from', server.url);
    await server.close();
    expect(fetched.code).toBe(0);
    expect(server.requests.map(({ file }) => file)).toEqual(['group1-shard3of138.bin']);
    const mended = await readFile(shop.path(join('cache', sha256)));
    expect(createHash('sha256').update(mended).digest('hex')).toBe(sha256);
  });

  it('keeps what is whole when a download is interrupted', async () => {
    const names = Object.keys(VGG19.files).slice(0, 3);
    const files = await Promise.all(
      names.map(async (name) => [name, await readFile(join(REAL!, name))] as const),
    );
    const server = await loopbackServer(Object.fromEntries(files));
    server.script(names[2]!, { stallAfter: 1000 });
    const running = shop.start('weights', 'fetch', '--from', server.url);
    await expect.poll(() => server.requests.length, { timeout: patience(30_000) }).toBe(3);
    running.child.kill('SIGINT');
    const { code } = await running.finished;
    await server.close();
    expect(code).toBe(130);
    const kept = names.slice(0, 2).map((name) => VGG19.files[name]!.sha256);
    expect(await shop.list('cache')).toEqual(kept.sort());
  });

  it('finishes with VGG19 from the cache without a connection', async () => {
    await shop.runOffline('weights', 'import', REAL!);
    const cache = (await shop.runOffline('weights', 'where')).stdout.trim();
    const paint = (output: string) =>
      shop.runOffline(
        ...['stylize', 'photo.png', '--style=night.png', `--output=${output}`],
        ...['--size=48', '--iterations=3'],
      );
    expect(await paint('a.png')).toMatchObject({
      code: 0,
      stderr: expect.not.stringContaining('fetch'),
    });
    const info = async (picture: string) => JSON.parse((await shop.run('info', picture)).stdout);
    expect(await info('a.png')).toMatchObject({ network: 'vgg19-lite+vgg19' });

    const { sha256 } = VGG19.files['group1-shard3of138.bin']!;
    await writeFile(join(cache, sha256), 'damaged');
    expect((await paint('b.png')).code).toBe(0);
    expect(await info('b.png')).toMatchObject({ network: 'vgg19-lite' });
  });
});

describe('pastiche info', () => {
  it('tells versions, cores, memory, backends, cache and weights', async () => {
    const { code, stdout } = await shop.run('info');
    expect(code).toBe(0);
    for (const part of [
      /^pastiche \d+\.\d+\.\d+, Node \d+\.\d+\.\d+, sharp \d+\.\d+\.\d+, /m,
      /^cores: \d+$/m,
      /^memory: [\d.]+ [MG]B free of [\d.]+ [MG]B$/m,
      /^backend wasm: works$/m,
      /^backend auto: wasm \(.+\)$/m,
      /^cache: /m,
      /^PASTICHE_WEIGHTS: .+vgg19\.safetensors/m,
      /^weights vgg19-lite: built in$/m,
      /^weights vgg19: 0 of 21 files in the cache$/m,
    ]) {
      expect(stdout).toMatch(part);
    }
  });

  it('says when a picture does not tell how it was painted', async () => {
    expect(await shop.run('info', 'photo.png')).toMatchObject({
      code: 1,
      stderr: 'pastiche: photo.png does not say how it was painted.\n',
    });
  });
});
