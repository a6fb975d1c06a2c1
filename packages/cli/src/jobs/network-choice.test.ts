import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeStyleStatistics, inEnglish } from '@pastiche/core';
import { encodePreset } from '@pastiche/core/presets';
import { VGG19 } from '@pastiche/core/weights';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { NetworkOption } from '../plan/network-names.js';
import { chooseNetworks, type NetworkNeeds } from './network-choice.js';

/** Layers that vgg19-lite has, and with one more that it lacks. */
const COMMON = ['conv4_2', 'conv1_1', 'conv5_1'];
const FOREIGN = [...COMMON, 'conv3_3'];
const MISSING =
  'The network vgg19-lite has no layer conv3_3, only conv1_1, conv2_1, conv3_1, conv4_1, conv4_2, conv5_1; choose from these, or give --network vgg19.';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pastiche-'));
  vi.stubEnv('PASTICHE_CACHE', join(folder, 'cache'));
  vi.stubEnv('PASTICHE_WEIGHTS', '');
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

/** What is chosen, and what is remarked on it; the folder stands for VGG19's weights. */
async function choose(
  network: NetworkOption,
  change: Partial<NetworkNeeds> & { atHand?: boolean } = {},
) {
  const { atHand = false, ...needs } = change;
  if (atHand) await writeFile(join(folder, 'model.json'), '{}');
  const weights = atHand ? folder : null;
  const notes: string[] = [];
  const engine = { network, weights, backend: 'auto', threads: null } as const;
  const chosen = await chooseNetworks(
    { engine, layers: COMMON, styles: ['night.jpg'], ...needs },
    (note) => notes.push(inEnglish(note)),
  );
  return { network: chosen.network, named: chosen.weights !== null, notes };
}

async function statisticsOf(network: string): Promise<string> {
  const layers = new Map([
    ['conv1_1', { mean: Float32Array.of(1), covariance: Float32Array.of(2) }] as const,
  ]);
  const scales = [{ longSide: 128, layers }];
  const file = join(folder, `${network}.pastiche-style`);
  await writeFile(file, encodeStyleStatistics({ network, pooling: 'average', scales }));
  return file;
}

describe('chooseNetworks', () => {
  it('takes the named one', async () => {
    expect(await choose('vgg19')).toEqual({ network: 'vgg19', named: false, notes: [] });
    expect(await choose('vgg19-lite', { atHand: true })).toEqual({
      network: 'vgg19-lite',
      named: true,
      notes: [],
    });
  });

  it('takes both when VGG19 is at hand, one where one has to do', async () => {
    const both = { network: 'vgg19-lite+vgg19', named: true, notes: [] };
    expect(await choose('auto', { atHand: true })).toEqual(both);
    expect(await choose('auto', { atHand: true, alone: true })).toEqual({
      ...both,
      network: 'vgg19',
    });
    vi.stubEnv('PASTICHE_WEIGHTS', folder);
    expect(await choose('auto')).toEqual({ ...both, named: false });
  });

  it('takes the built-in one when VGG19 is not here, and says how to get it', async () => {
    expect(await choose('auto')).toEqual({
      network: 'vgg19-lite',
      named: false,
      notes: [
        'Painting with the built-in vgg19-lite alone; to have VGG19 finish the pictures, fetch it once (21.0 MB): pastiche weights fetch',
      ],
    });
  });

  it('looks for layers that the built-in one lacks', async () => {
    const layers = FOREIGN;
    await expect(choose('vgg19-lite', { layers })).rejects.toThrow(MISSING);
    await expect(choose('auto', { layers })).rejects.toThrow(MISSING);
    expect(await choose('vgg19', { layers })).toMatchObject({ network: 'vgg19' });
    expect(await choose('auto', { layers, atHand: true })).toEqual({
      network: 'vgg19',
      named: true,
      notes: ['vgg19-lite has no layer conv3_3: VGG19 paints alone.'],
    });
  });

  it('takes the network that statistics are of', async () => {
    const lite = await statisticsOf('vgg19-lite');
    const styles = ['night.jpg', lite];
    const notes = ['The style statistics are of vgg19-lite: it paints alone.'];
    // Weights that were named are VGG19's, for which there is no use then.
    const chosen = { network: 'vgg19-lite', named: false, notes };
    expect(await choose('auto', { styles, atHand: true })).toEqual(chosen);
    await expect(choose('auto', { styles, layers: FOREIGN })).rejects.toThrow(MISSING);

    const vgg19 = await statisticsOf('vgg19');
    expect(await choose('auto', { styles: [vgg19], atHand: true })).toEqual({
      network: 'vgg19',
      named: true,
      notes: ['The style statistics are of vgg19: it paints alone.'],
    });
  });

  it('takes a network that the presets without pictures are for', async () => {
    const preset = async (name: string, networks: readonly string[]) => {
      const statistics = await Promise.all(
        networks.map(async (network) => ({
          network,
          pooling: 'average' as const,
          bytes: await readFile(await statisticsOf(network)),
        })),
      );
      const file = join(folder, `${name}.pastiche.json`);
      const styles = [{ name, weight: 1, statistics }];
      await writeFile(file, encodePreset({ name, parameters: {}, styles }));
      return file;
    };
    const both = await preset('both', ['vgg19-lite', 'vgg19']);
    const lite = await preset('lite', ['vgg19-lite']);
    const chosen = async (styles: string[], atHand: boolean) =>
      (await choose('auto', { styles, atHand })).network;
    expect(await chosen([both], false)).toBe('vgg19-lite');
    expect(await chosen([both], true)).toBe('vgg19');
    expect(await chosen([both, lite], true)).toBe('vgg19-lite');
    const vgg19 = await statisticsOf('vgg19');
    await expect(choose('auto', { styles: [lite, vgg19] })).rejects.toThrow(
      `The statistics ${lite} are of vgg19-lite and ${vgg19} of vgg19, but a painting takes all its styles from one network; take them anew with the same --network.`,
    );
  });

  it('refuses statistics that it has no network for', async () => {
    const [lite, vgg19, other] = await Promise.all(
      ['vgg19-lite', 'vgg19', 'vgg16'].map((network) => statisticsOf(network)),
    );
    await expect(choose('auto', { styles: [vgg19!] })).rejects.toThrow(
      'The style statistics are of vgg19, whose weights are not here; run: pastiche weights fetch, or take the statistics anew with --network vgg19-lite.',
    );
    await expect(choose('auto', { styles: [lite!, vgg19!] })).rejects.toThrow(
      `The statistics ${lite} are of vgg19-lite and ${vgg19} of vgg19, but a painting takes all its styles from one network; take them anew with the same --network.`,
    );
    await expect(choose('auto', { styles: [other!] })).rejects.toThrow(
      `The statistics ${other} are of the network vgg16, which is not known here; take them anew from the style picture.`,
    );
  });

  it('is not content with damaged files of VGG19 in the cache', async () => {
    await mkdir(join(folder, 'cache'));
    for (const { sha256 } of Object.values(VGG19.files)) {
      await writeFile(join(folder, 'cache', sha256), 'damaged');
    }
    expect(await choose('auto')).toMatchObject({ network: 'vgg19-lite' });
  });
});
