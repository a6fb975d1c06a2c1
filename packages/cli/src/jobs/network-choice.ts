import { decodeStyleStatistics, type Said, sentence } from '@pastiche/core';
import { VGG19 } from '@pastiche/core/weights';
import { CommandError } from '../base/command-error.js';
import { formatBytes } from '../base/readable-units.js';
import { readPresetFile } from '../input/preset-input.js';
import { readBytes } from '../input/read-bytes.js';
import type { EnginePlan } from '../plan/job-plan.js';
import type { NetworkNames } from '../plan/network-names.js';
import { kindOfStyle } from '../plan/style-kind.js';
import { readBuiltIn } from '../weights/built-in-network.js';
import { inspectCache } from '../weights/cache-state.js';
import { locateWeights } from '../weights/weights-location.js';

/** What the choice depends on. */
export interface NetworkNeeds {
  readonly engine: EnginePlan;
  /** Layers that the losses look at. */
  readonly layers: readonly string[];
  /** Style files; those that hold statistics belong to one network. */
  readonly styles: readonly string[];
  /** One network has to do, as for taking statistics. */
  readonly alone?: boolean;
}

/** An engine whose networks are settled, as plain data. */
export interface ChosenEngine extends Omit<EnginePlan, 'network'> {
  readonly network: NetworkNames;
  /** `--weights` where the chosen networks have a use for it. */
  readonly weights: string | null;
}

const VGG19_BYTES = Object.values(VGG19.files).reduce((sum, { bytes }) => sum + bytes, 0);

/**
 * Settles what `--network auto` means here: VGG19 with `vgg19-lite` for the coarse scales where
 * VGG19's weights are at hand, else `vgg19-lite` alone. It never makes a download. Statistics and
 * layers that only one of the two has make that one paint alone.
 *
 * @param note Told why, where a person might wonder.
 * @throws CommandError when no network at hand fits the styles or the layers.
 */
export async function chooseNetworks(
  needs: NetworkNeeds,
  note: (message: Said) => void,
): Promise<ChosenEngine> {
  const { engine, layers } = needs;
  if (engine.network === 'vgg19') return { ...engine, network: 'vgg19' };
  const missing = await layerMissingFromLite(layers);
  if (engine.network === 'vgg19-lite') {
    refuseMissing(missing);
    return { ...engine, network: 'vgg19-lite' };
  }
  const possible = await networksOfStatistics(needs.styles);
  const atHand = await isVgg19AtHand(engine.weights);
  if (possible !== null) {
    const network =
      possible.includes('vgg19') && atHand ? 'vgg19' : (possible.at(-1) ?? 'vgg19-lite');
    if (network !== 'vgg19') refuseMissing(missing);
    else if (!atHand) refuseAbsent();
    note(sentence`The style statistics are of ${network}: it paints alone.`);
    if (network === 'vgg19') return { ...engine, network };
    return { ...engine, network: 'vgg19-lite', weights: null };
  }
  if (!atHand) {
    refuseMissing(missing);
    note(
      sentence`Painting with the built-in vgg19-lite alone; to have VGG19 finish the pictures, fetch it once (${formatBytes(VGG19_BYTES)}): pastiche weights fetch`,
    );
    return { ...engine, network: 'vgg19-lite', weights: null };
  }
  if (missing !== null)
    note(sentence`vgg19-lite has no layer ${missing.layer}: VGG19 paints alone.`);
  const both = missing === null && needs.alone !== true;
  return { ...engine, network: both ? 'vgg19-lite+vgg19' : 'vgg19' };
}

/** Named by the user, or in the cache as a whole: using it costs no download that nobody asked for. */
async function isVgg19AtHand(weights: string | null): Promise<boolean> {
  const { kind } = await locateWeights(weights);
  if (kind !== 'catalogue') return true;
  const { present, of } = await inspectCache(VGG19);
  return present === of;
}

interface MissingLayer {
  readonly layer: string;
  readonly own: readonly string[];
}

async function layerMissingFromLite(layers: readonly string[]): Promise<MissingLayer | null> {
  const { projections } = await readBuiltIn();
  const own: string[] = [...(projections?.keys() ?? [])];
  const layer = layers.find((name) => !own.includes(name));
  return layer === undefined ? null : { layer, own };
}

function refuseMissing(missing: MissingLayer | null): void {
  if (missing === null) return;
  throw new CommandError(
    'usage',
    sentence`The network vgg19-lite has no layer ${missing.layer}, only ${missing.own.join(', ')}; choose from these, or give --network vgg19.`,
  );
}

function refuseAbsent(): never {
  throw new CommandError(
    'failed',
    sentence`The style statistics are of vgg19, whose weights are not here; run: pastiche weights fetch, or take the statistics anew with --network vgg19-lite.`,
  );
}

/** The networks that each style without a picture is for, and where it is from. */
interface StatisticsStyle {
  readonly file: string;
  readonly networks: readonly string[];
}

async function statisticsAmong(files: readonly string[]): Promise<readonly StatisticsStyle[]> {
  const found: StatisticsStyle[] = [];
  for (const file of files) {
    const kind = await kindOfStyle(file);
    if (kind === 'preset') {
      for (const { statistics } of (await readPresetFile(file)).styles) {
        if (statistics) found.push({ file, networks: statistics.map(({ network }) => network) });
      }
    } else if (kind === 'statistics') {
      found.push({ file, networks: [decodeStyleStatistics(await readBytes(file)).network] });
    }
  }
  return found;
}

/** The networks that all statistics among the styles are for, VGG19 first; `null` without any. */
async function networksOfStatistics(
  files: readonly string[],
): Promise<readonly ('vgg19-lite' | 'vgg19')[] | null> {
  const styles = await statisticsAmong(files);
  const [first] = styles;
  if (first === undefined) return null;
  const second = styles.find(
    ({ networks }) => !networks.some((one) => first.networks.includes(one)),
  );
  if (second !== undefined) {
    throw new CommandError(
      'failed',
      sentence`The statistics ${first.file} are of ${named(first)} and ${second.file} of ${named(second)}, but a painting takes all its styles from one network; take them anew with the same --network.`,
    );
  }
  const known = (['vgg19', 'vgg19-lite'] as const).filter((network) =>
    styles.every(({ networks }) => networks.includes(network)),
  );
  if (known.length > 0) return known;
  throw new CommandError(
    'failed',
    sentence`The statistics ${first.file} are of the network ${named(first)}, which is not known here; take them anew from the style picture.`,
  );
}

function named({ networks }: StatisticsStyle): Said {
  return networks.map((name): Said => name).reduce((all, name) => sentence`${all} and ${name}`);
}
