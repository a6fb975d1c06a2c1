import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserPage } from '@pastiche/test-fixtures/browser-page';
import { chromiumPath, NO_CHROMIUM } from '@pastiche/test-fixtures/chromium';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openEnginePage } from './open-engine-page.js';

const chromePath = chromiumPath();
let browser: BrowserPage;
const evaluate = <T>(body: string): Promise<T> =>
  browser.page.evaluate<T>(`(async () => { ${body} })()`);

/** VGG19's manifest and the shards up to conv5_1, if they are on this machine. */
function vgg19Files(): Record<string, Uint8Array> {
  const folder = process.env.PASTICHE_WEIGHTS;
  if (!folder) return {};
  const shards = Array.from({ length: 13 }, (_, index) => `group1-shard${index + 1}of138.bin`);
  return Object.fromEntries(
    ['model.json', ...shards].map((name) => [`vgg19/${name}`, readFileSync(join(folder, name))]),
  );
}

beforeAll(async () => {
  if (chromePath) browser = await openEnginePage(chromePath, vgg19Files());
});
afterAll(() => browser?.close());

describe('VGG19 by files of the host', () => {
  beforeEach(({ skip }) => {
    if (!chromePath) skip(NO_CHROMIUM);
  });

  it('is not used unverified', async () => {
    const [state, refused] = await evaluate<[object, string]>(`
      const engine = await start({ kinds: ['address'], backend: 'wasm', weights: { kind: 'files' },
        readWeights: async (file) => new TextEncoder().encode('other than ' + file) });
      const state = await engine.vgg19State();
      const refused = await refusal(engine.run(requestOf(await addPair(engine), { network: 'vgg19' }), () => {}).result);
      engine.close();
      return [state, refused];
    `);
    expect(state).toEqual({ here: false, storedBytes: 0, kept: false });
    expect(refused).toMatch(
      /^checksum-mismatch: model\.json from the host has the SHA-256 \w+, expected \w+; /,
    );
  });

  it('says what the host says when it cannot read them', async () => {
    const refused = await evaluate<string>(`
      const engine = await start({ kinds: ['address'], backend: 'wasm', weights: { kind: 'files' },
        readWeights: async () => { throw new Error('The folder is gone; choose another.'); } });
      const refused = await refusal(engine.loadVgg19(() => {}).done);
      engine.close();
      return refused;
    `);
    expect(refused).toBe('failed: The folder is gone; choose another.');
  });

  it('stops waiting for them when it is cancelled, and asks anew', async () => {
    const [first, second, asked] = await evaluate<[string, string, number]>(`
      let asked = 0;
      let heard;
      const reading = new Promise((resolve) => { heard = resolve; });
      const engine = await start({ kinds: ['address'], backend: 'wasm', weights: { kind: 'files' },
        readWeights: () => {
          asked += 1;
          heard();
          return asked === 1 ? new Promise(() => {}) : Promise.reject(new Error('Not there.'));
        } });
      const load = engine.loadVgg19(() => {});
      await reading;
      load.cancel();
      const first = await refusal(load.done);
      const second = await refusal(engine.loadVgg19(() => {}).done);
      engine.close();
      return [first, second, asked];
    `);
    expect(first).toMatch(/^aborted: /);
    expect([second, asked]).toEqual(['failed: Not there.', 2]);
  });
});

describe('whether VGG19 would be kept', () => {
  beforeEach(({ skip }) => {
    if (!chromePath) skip(NO_CHROMIUM);
  });

  // A data: worker has no origin that anything could be kept for.
  it.each([
    ['address', true, true],
    ['address', false, false],
    ['data', true, false],
  ])('in a worker of the kind %s, where the host allows it: %s', async (kind, cache, kept) => {
    const state = await evaluate(`
      const engine = await start({ kinds: ['${kind}'], backend: 'cpu',
        weights: { kind: 'address', baseUrl: null, cache: ${cache} } });
      const state = await engine.vgg19State();
      engine.close();
      return state;
    `);
    expect(state).toEqual({ here: false, storedBytes: 0, kept });
  });
});

describe('VGG19 by address', () => {
  beforeEach(({ skip }) => {
    if (!chromePath) skip(NO_CHROMIUM);
    if (!process.env.PASTICHE_WEIGHTS) skip('PASTICHE_WEIGHTS names no folder with VGG19');
  });

  const START = `
    const weights = { kind: 'address', baseUrl: new URL('vgg19/', location.href).href, cache: true };
    const engine = await start({ kinds: ['address'], backend: 'wasm', weights });
    const short = { parameters: { size: 32, iterations: 3 } };
  `;

  it('is not downloaded by a run that may do without it', async () => {
    const { outcome, told } = await evaluate<{ outcome: object; told: string[] }>(`
      ${START}
      const painted = await paint(engine, requestOf(await addPair(engine), { ...short, network: 'auto' }));
      engine.close();
      return painted;
    `);
    expect(outcome).toMatchObject({ network: 'vgg19-lite' });
    expect(told).not.toContain('loading');
  });

  it('is downloaded when it is asked for, kept, and finishes what the built-in network began', async () => {
    const found = await evaluate<Record<string, unknown>>(`
      ${START}
      const progress = [];
      await engine.loadVgg19((...told) => progress.push(told)).done;
      const loaded = await engine.vgg19State();
      engine.close();
      {
        ${START}
        const kept = await engine.vgg19State();
        const pair = await addPair(engine);
        const phases = [];
        const both = await paint(engine, requestOf(pair, { ...short, network: 'auto' }), (event) => {
          if (event.kind === 'loading') phases.push(event.phase);
        });
        const alone = await paint(engine, requestOf(pair, { ...short, network: 'vgg19' }));
        await engine.removeStoredWeights();
        const removed = await engine.vgg19State();
        engine.close();
        return { progress, phases: [...new Set(phases)], loaded, kept, both, alone, removed };
      }
    `);
    // 13 shards of 1 MiB and the manifest's 25,990 bytes.
    const storedBytes = 13 * 2 ** 20 + 25_990;
    expect(found).toMatchObject({
      loaded: { here: true, storedBytes, kept: true },
      kept: { here: true, storedBytes, kept: true },
      both: { outcome: { network: 'vgg19-lite+vgg19' }, memory: { tensors: 0, bytes: 0 } },
      alone: { outcome: { network: 'vgg19' }, memory: { tensors: 0, bytes: 0 } },
      // What is in memory stays for this session.
      removed: { here: true, storedBytes: 0 },
    });
    expect((found.both as { told: string[] }).told).toContain('loading');
    // Each phase to its end, one after the other; what is kept is not downloaded again.
    const progress = found.progress as [number, number, string][];
    const order = [...new Set(progress.map(([, , phase]) => phase))];
    expect(order).toEqual(['downloading', 'unpacking']);
    const last = (phase: string) => progress.filter(([, , its]) => its === phase).at(-1);
    expect(last('downloading')).toEqual([storedBytes, storedBytes, 'downloading']);
    const [unpacked, all] = last('unpacking') ?? [];
    expect(unpacked).toBe(all);
    expect(found.phases).toEqual(['verifying', 'unpacking']);
  });
});
