import { extname } from 'node:path';
import { decodeStyleStatistics, VGG19 } from '@pastiche/core';
import { readBuiltIn } from './built-in-network.js';
import { inspectCache } from './cache-state.js';
import { CommandError } from './command-error.js';
import type { NetworkChoice } from './network-names.js';
import { formatBytes } from './readable-units.js';
import { readBytes, STATISTICS_EXTENSION } from './run-inputs.js';
import type { EnginePlan } from './run-plan.js';
import { locateWeights } from './weights-location.js';

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
export interface ChosenEngine {
  readonly network: NetworkChoice;
  /** `--weights` where the chosen networks have a use for it. */
  readonly weights: string | null;
  readonly backend: EnginePlan['backend'];
}

const VGG19_BYTES = Object.values(VGG19.files).reduce((sum, { bytes }) => sum + bytes, 0);

/**
 * Settles what `--network auto` means here: VGG19 with `vgg19-lite` for the coarse scales where
 * VGG19's weights are at hand, else `vgg19-lite` alone. It never makes a download. Statistics and
 * layers that only one of the two has make that one paint alone.
 *
 * @param remark Told why, where a person might wonder.
 * @throws CommandError when no network at hand fits the styles or the layers.
 */
export async function chooseNetworks(
  needs: NetworkNeeds,
  remark: (sentence: string) => void,
): Promise<ChosenEngine> {
  const { engine, layers } = needs;
  if (engine.network === 'vgg19') return { ...engine, network: 'vgg19' };
  const missing = await layerMissingFromLite(layers);
  if (engine.network === 'vgg19-lite') {
    refuseMissing(missing);
    return { ...engine, network: 'vgg19-lite' };
  }
  const ofStatistics = await networkOfStatistics(needs.styles);
  const atHand = await isVgg19AtHand(engine.weights);
  if (ofStatistics !== null) {
    if (ofStatistics === 'vgg19-lite') refuseMissing(missing);
    else if (!atHand) refuseAbsent();
    remark(`The style statistics are of ${ofStatistics}: it paints alone.`);
    const weights = ofStatistics === 'vgg19' ? engine.weights : null;
    return { ...engine, network: ofStatistics, weights };
  }
  if (!atHand) {
    refuseMissing(missing);
    remark(
      `Painting with the built-in vgg19-lite alone; to have VGG19 finish the pictures, fetch it once (${formatBytes(VGG19_BYTES)}): pastiche weights fetch`,
    );
    return { ...engine, network: 'vgg19-lite', weights: null };
  }
  if (missing !== null) remark(`vgg19-lite has no layer ${missing.layer}: VGG19 paints alone.`);
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
    `The network vgg19-lite has no layer ${missing.layer}, only ${missing.own.join(', ')}; choose from these, or give --network vgg19.`,
  );
}

function refuseAbsent(): never {
  throw new CommandError(
    'failed',
    'The style statistics are of vgg19, whose weights are not here; run: pastiche weights fetch, or take the statistics anew with --network vgg19-lite.',
  );
}

/** The network that all statistics among the styles are of; `null` without any. */
async function networkOfStatistics(
  styles: readonly string[],
): Promise<'vgg19-lite' | 'vgg19' | null> {
  const found = new Map<string, string>();
  for (const file of styles) {
    if (extname(file).toLowerCase() !== STATISTICS_EXTENSION) continue;
    found.set(decodeStyleStatistics(await readBytes(file)).network, file);
  }
  const [first, second] = [...found];
  if (first === undefined) return null;
  if (second !== undefined) {
    throw new CommandError(
      'failed',
      `The statistics ${first[1]} are of ${first[0]} and ${second[1]} of ${second[0]}, but a painting takes all its styles from one network; take them anew with the same --network.`,
    );
  }
  const [network, file] = first;
  if (network === 'vgg19-lite' || network === 'vgg19') return network;
  throw new CommandError(
    'failed',
    `The statistics ${file} are of the network ${network}, which is not known here; take them anew from the style picture.`,
  );
}
