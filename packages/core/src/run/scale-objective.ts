import * as tf from '@tensorflow/tfjs-core';
import { freeAll } from '../backend/free-all.js';
import { type Coverage, resampleCoverage } from '../image/coverage.js';
import type { RgbImage } from '../image/pixels.js';
import { protectionAt } from '../image/protection.js';
import { resampleImage } from '../image/resample.js';
import { contentLoss } from '../loss/content.js';
import type { FeatureLoss } from '../loss/feature-loss.js';
import { greyObjective } from '../loss/grey-objective.js';
import { pairCoverage, uploadRoots } from '../loss/layer-coverage.js';
import { createObjective, type Objective } from '../loss/objective.js';
import { contentInPieces } from '../loss/pieces/content-in-pieces.js';
import {
  greyOnHost,
  type HostObjective,
  onDevice,
  protectedOnHost,
} from '../loss/pieces/host-objective.js';
import { createObjectiveInPieces, type StyleInPieces } from '../loss/pieces/objective-in-pieces.js';
import { projectMap } from '../loss/projection.js';
import { protectedObjective } from '../loss/protected-objective.js';
import { type StyleLossOptions, styleLoss } from '../loss/style.js';
import { edgeSeen, type LayerName } from '../vgg19/network/layers.js';
import { withPass } from '../vgg19/with-pass.js';
import {
  positionsAt,
  type RootsOf,
  rootsByLayer,
  type ScalePart,
  scaleParts,
} from './scale-parts.js';
import { addStyleTerms, type ScaleObjectiveOptions, type StyleTarget } from './style-terms.js';

/**
 * The objective at one scale of the pyramid, its targets computed once: the content's feature maps
 * at that scale, and the styles' Gram matrices at the same scale times `styleScale`, blended by
 * weight, for each part of the picture with styles of its own. A style picture is never enlarged: that would
 * measure the blur of the enlargement. What is transparent in the content or a style has no say. Of grey pictures it is an objective within greys.
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
  const covered = pictures.coverage && resampleCoverage(pictures.coverage, scale);
  return {
    content: resampleImage(pictures.content, scale),
    covered,
    rootsOf: rootsByLayer(covered),
    kept: pictures.protection && protectionAt(pictures.protection, scale),
  };
}

/** The content picture at the size of a scale. */
interface ScaleContent {
  readonly content: RgbImage;
  readonly covered: Coverage | null;
  readonly rootsOf: RootsOf;
  /** How much of each pixel stays as it is; `null`: nothing. */
  readonly kept: Coverage | null;
}

async function objectiveOfWhole(
  options: ScaleObjectiveOptions,
  { content, covered, rootsOf }: ScaleContent,
): Promise<Objective> {
  const { network } = options;
  const terms: FeatureLoss[] = [];
  try {
    await addContentTerms(terms, options, content, rootsOf);
    for (const part of partsAt(options, rootsOf)) {
      await addStyleTerms(terms, part, options, (target) => {
        const coverage = uploadRoots(part.rootsOf(target.layer));
        return styleLoss({ ...styleOptions(target, options, rootsOf), coverage });
      });
    }
    return createObjective(network, terms, pairCoverage(covered));
  } catch (error) {
    freeAll(...terms.map((term) => term.dispose));
    throw error;
  }
}

async function objectiveInPieces(
  options: ScaleObjectiveOptions,
  { content, covered, rootsOf }: ScaleContent,
): Promise<HostObjective> {
  const { network, parameters, breathe } = options;
  const plan = options.planOf(options.scale);
  const { normalization } = parameters;
  const layers = Object.keys(parameters.contentLayers) as LayerName[];
  const pieces = { network, plan, layers, content, normalization, rootsOf, breathe };
  const contents = await contentInPieces(pieces);
  const style: StyleInPieces[] = [];
  try {
    for (const part of partsAt(options, rootsOf)) {
      await addStyleTerms(style, part, options, (target) => {
        const loss = styleLoss(styleOptions(target, options, rootsOf));
        return { loss, roots: part.rootsOf(target.layer) };
      });
    }
    const terms = { content: contents, style, coverage: covered };
    return createObjectiveInPieces({ network, plan, ...terms, breathe });
  } catch (error) {
    freeAll(...[...contents, ...style.map(({ loss }) => loss)].map((term) => term.dispose));
    throw error;
  }
}

function partsAt({ network, pictures, scale }: ScaleObjectiveOptions, whole: RootsOf): ScalePart[] {
  const { parts, coverage, erosion } = pictures;
  const edgeOf = (layer: LayerName) => edgeSeen(network.layerNames, layer, erosion);
  return scaleParts({ parts, coverage, size: scale, whole, edgeOf });
}

function styleOptions(
  { layer, target, part }: StyleTarget,
  { network, parameters, scale }: ScaleObjectiveOptions,
  whole: RootsOf,
): StyleLossOptions {
  return {
    layer,
    target,
    normalization: parameters.normalization,
    projection: network.projection(layer),
    positions: positionsAt(layer, scale, whole),
    share: part.shareOf(layer),
  };
}

async function addContentTerms(
  terms: FeatureLoss[],
  { network, parameters }: ScaleObjectiveOptions,
  content: RgbImage,
  rootsOf: RootsOf,
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
      const coverage = uploadRoots(rootsOf(layer));
      terms.push(contentLoss({ layer, target, normalization, projection, gain, coverage }));
    }
  });
}
