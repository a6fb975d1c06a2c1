import * as tf from '@tensorflow/tfjs-core';
import { freeAll } from '../backend/free-all.js';
import { type Coverage, resampleCoverage } from '../image/coverage.js';
import type { RgbImage } from '../image/pixels.js';
import { protectionAt } from '../image/protection.js';
import { resampleImage } from '../image/resample.js';
import { contentLoss } from '../loss/content.js';
import type { FeatureLoss } from '../loss/feature-loss.js';
import { greyObjective } from '../loss/grey-objective.js';
import {
  type LayerRoots,
  layerCoverage,
  layerRoots,
  pairCoverage,
} from '../loss/layer-coverage.js';
import { createObjective, type Objective } from '../loss/objective.js';
import { contentInPieces } from '../loss/pieces/content-in-pieces.js';
import {
  greyOnHost,
  type HostObjective,
  onDevice,
  protectedOnHost,
} from '../loss/pieces/host-objective.js';
import { createObjectiveInPieces } from '../loss/pieces/objective-in-pieces.js';
import { projectMap } from '../loss/projection.js';
import { protectedObjective } from '../loss/protected-objective.js';
import { type StyleLoss, styleLoss } from '../loss/style.js';
import { type LayerName, poolingsBefore } from '../vgg19/network/layers.js';
import { withPass } from '../vgg19/with-pass.js';
import { addStyleTerms, type ScaleObjectiveOptions } from './style-terms.js';

/**
 * The objective at one scale of the pyramid, its targets computed once: the content's feature maps
 * at that scale, and the styles' Gram matrices at the same scale times `styleScale`, blended by
 * weight. A style picture is never enlarged: that would measure the blur of the enlargement. What is
 * transparent in the content or a style has no say. Of grey pictures it is an objective within greys.
 *
 * @returns an objective that the caller disposes
 * @throws StyleTransferError `invalid-image` when a style is too small for the network,
 *   `invalid-statistics` when statistics lack a layer.
 */
export async function createScaleObjective(options: ScaleObjectiveOptions): Promise<Objective> {
  const { pictures, scale, planOf } = options;
  if (planOf(scale).pieces.length > 1) return onDevice(await createHostScaleObjective(options));
  const at = contentAt(options);
  const objective = await objectiveOfWhole(options, at);
  const shown = pictures.grey ? greyObjective(objective) : objective;
  return at.kept === null ? shown : protectedObjective(shown, at.content, at.kept);
}

/**
 * {@link createScaleObjective} for an image that is not on the device, in the plan's pieces.
 *
 * @returns an objective that the caller disposes
 * @throws StyleTransferError as `createScaleObjective` does.
 */
export async function createHostScaleObjective(
  options: ScaleObjectiveOptions,
): Promise<HostObjective> {
  const at = contentAt(options);
  const objective = await objectiveInPieces(options, at);
  const shown = options.pictures.grey ? greyOnHost(objective) : objective;
  return at.kept === null ? shown : protectedOnHost(shown, at.content, at.kept);
}

function contentAt({ pictures, scale }: ScaleObjectiveOptions): ScaleContent {
  return {
    content: resampleImage(pictures.content, scale),
    covered: pictures.coverage && resampleCoverage(pictures.coverage, scale),
    kept: pictures.protection && protectionAt(pictures.protection, scale),
  };
}

/** The content picture at the size of a scale. */
interface ScaleContent {
  readonly content: RgbImage;
  readonly covered: Coverage | null;
  /** How much of each pixel stays as it is; `null`: nothing. */
  readonly kept: Coverage | null;
}

async function objectiveOfWhole(
  options: ScaleObjectiveOptions,
  { content, covered }: ScaleContent,
): Promise<Objective> {
  const { network, parameters } = options;
  const terms: FeatureLoss[] = [];
  try {
    await addContentTerms(terms, options, content, covered);
    await addStyleTerms(terms, options, ({ layer, target }) =>
      styleLoss({
        layer,
        target,
        normalization: parameters.normalization,
        projection: network.projection(layer),
        coverage: layerCoverage(covered, layer),
      }),
    );
    return createObjective(network, terms, pairCoverage(covered));
  } catch (error) {
    freeAll(...terms.map((term) => term.dispose));
    throw error;
  }
}

async function objectiveInPieces(
  options: ScaleObjectiveOptions,
  { content, covered }: ScaleContent,
): Promise<HostObjective> {
  const { network, parameters, breathe } = options;
  const plan = options.planOf(options.scale);
  const { normalization } = parameters;
  const rootsOf = rootsByLayer(covered);
  const layers = Object.keys(parameters.contentLayers) as LayerName[];
  const pieces = { network, plan, layers, content, normalization, rootsOf, breathe };
  const contents = await contentInPieces(pieces);
  const styles: StyleLoss[] = [];
  try {
    await addStyleTerms(styles, options, ({ layer, target }) => {
      const positions = rootsOf(layer)?.positions;
      const projection = network.projection(layer);
      const counted = positions === undefined ? {} : { positions };
      return styleLoss({ layer, target, normalization, projection, ...counted });
    });
    const style = styles.map((loss) => ({ loss, roots: rootsOf(loss.layer) }));
    const terms = { content: contents, style, coverage: covered };
    return createObjectiveInPieces({ network, plan, ...terms, breathe });
  } catch (error) {
    freeAll(...[...contents, ...styles].map((term) => term.dispose));
    throw error;
  }
}

/** Layers of one block have the same coverage, which may be as large as the picture. */
function rootsByLayer(coverage: Coverage | null): (layer: LayerName) => LayerRoots | null {
  const known = new Map<number, LayerRoots | null>();
  return (layer) => {
    const poolings = poolingsBefore(layer);
    const roots = known.get(poolings) ?? layerRoots(coverage, layer);
    known.set(poolings, roots);
    return roots;
  };
}

async function addContentTerms(
  terms: FeatureLoss[],
  { network, parameters }: ScaleObjectiveOptions,
  content: RgbImage,
  covered: Coverage | null,
): Promise<void> {
  const layers = Object.keys(parameters.contentLayers) as LayerName[];
  if (layers.length === 0) return;
  const { normalization } = parameters;
  const gain = network.contentGain;
  await withPass(network, content, (maps) => {
    for (const layer of layers) {
      const projection = network.projection(layer);
      const target = tf.tidy(() => {
        const own = maps.featureMap(layer);
        return tf.keep(projection ? projectMap(own, projection) : tf.clone(own));
      });
      const coverage = layerCoverage(covered, layer);
      terms.push(contentLoss({ layer, target, normalization, projection, gain, coverage }));
    }
  });
}
