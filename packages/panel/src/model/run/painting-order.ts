import {
  fitLongSide,
  largestFitting,
  type Size,
  StyleTransferError,
  sentence,
} from '@pastiche/core';
import type {
  Engine,
  EnginePicture,
  RequestedRegion,
  RequestedStyle,
  RunRequest,
} from '../../engine/engine.js';
import type { Problem, Settings } from '../model.js';
import { codeOf } from '../problem.js';
import type { WeightedSource } from '../styles/style-source.js';
import type { BlendedPicture } from '../styles/styles-part.js';
import { fittingSize, wideEnoughSize } from './fitting-size.js';
import { paintsLast } from './paints-last.js';
import { protectionIn, type RunMasks } from './run-masks.js';

/** A region, and what its style and the pictures of that are called. */
export interface OrderedRegion extends Omit<RequestedRegion, 'styles'> {
  readonly name: string;
  readonly styles: readonly NamedStyle[];
}

/** A style as the engine holds it, and what it is called. */
export interface NamedStyle extends RequestedStyle {
  readonly name: string;
}

/** A finished painting's file, and its size, px. */
export interface SmallerPainting extends Size {
  readonly png: Uint8Array;
}

/**
 * What the panel paints, all of it there, as it was when the person asked for it: everything may be
 * another when the painting ends.
 */
export interface PaintingOrder extends Pick<Settings, 'parameters' | 'network' | 'frames'> {
  readonly engine: Engine;
  readonly contentName: string;
  /** The host's mark of it, where it has one. */
  readonly contentId: string | null;
  /** Of its file, where it has no such mark; `null`: it has. */
  readonly contentDigest: string | null;
  readonly picture: EnginePicture;
  /** The styles that take part, and their pictures as the engine holds them. */
  readonly blend: readonly WeightedSource[];
  readonly styles: readonly BlendedPicture[];
  readonly vgg19Here: boolean;
  readonly masks: RunMasks;
  /** The regions of the masks with their styles as the engine holds them. */
  readonly regions: readonly OrderedRegion[];
  /** A smaller painting of the picture, which it goes on from; `null`: it begins. */
  readonly smaller: SmallerPainting | null;
  /** Where an interrupted run had come to; `null`: it begins. */
  readonly checkpoint: Uint8Array | null;
}

/** The order as the engine takes it: of what it holds, the ids. */
export function requestOf(order: PaintingOrder): RunRequest {
  const {
    picture: content,
    styles,
    masks,
    regions,
    smaller,
    parameters,
    network,
    frames,
    checkpoint,
  } = order;
  return {
    content: content.id,
    styles: besideRegions(styles, regions),
    ...regionsIn(regions),
    ...protectionIn(masks),
    ...(smaller && { smallerPainting: smaller.png }),
    parameters,
    network,
    frames,
    ...(checkpoint === null ? {} : { resume: checkpoint }),
  };
}

/**
 * What paints all that no region has: the styles without one, as a person who gives the sky a style of its own
 * means the others for the rest. Where each style has a region, all of them do.
 */
export function besideRegions(
  styles: readonly RequestedStyle[],
  regions: readonly Pick<RequestedRegion, 'styles'>[],
): RequestedStyle[] {
  const own = new Set(regions.flatMap((region) => region.styles.map(({ picture }) => picture)));
  const others = styles.filter(({ picture, weight }) => weight > 0 && !own.has(picture));
  const rest = others.length > 0 ? others : styles.filter(({ weight }) => weight > 0);
  return rest.map(requested);
}

/** A style as a run takes it. */
function requested({ picture, weight, mask }: RequestedStyle): RequestedStyle {
  return mask === undefined ? { picture, weight } : { picture, weight, mask };
}

/** The regions as the engine takes them. */
export function regionsIn(regions: readonly OrderedRegion[]): Pick<RunRequest, 'regions'> {
  return regions.length === 0 ? {} : { regions: regions.map(requestedRegion) };
}

function requestedRegion({ name: _, styles, ...region }: OrderedRegion): RequestedRegion {
  return { ...region, styles: styles.map(requested) };
}

/** The longest side at which this can be painted, px. */
export function largestSideFor({
  engine,
  picture,
  network,
  styles,
  vgg19Here,
}: PaintingOrder): number {
  const last = paintsLast(network, vgg19Here, styles);
  return largestFitting(engine.facts.largestSide[last], picture);
}

/** Why the size that is set cannot be painted, or `null` when it can. */
export function tooLarge(
  order: PaintingOrder,
  describe: (error: unknown, given: { readonly fittingSize: number }) => Problem,
): Problem | null {
  const { picture, parameters } = order;
  const largest = largestSideFor(order);
  if (parameters.size <= largest) return null;
  const { width, height } = fitLongSide(picture.width, picture.height, parameters.size);
  const error = new StyleTransferError(
    'out-of-memory',
    sentence`Painting ${width} × ${height} px needs more memory than this computer has here; ${largest} px is a size that fits.`,
  );
  return describe(error, { fittingSize: largest });
}

/**
 * The size to offer after an error of the engine, px; `null` where size is not what was wrong, or it would be none
 * that is larger than what is gone on from.
 */
export function sizeAfter(error: unknown, order: PaintingOrder): number | null {
  const { smaller } = order;
  const offered = otherSize(error, order);
  if (offered === null || smaller === null) return offered;
  return offered > Math.max(smaller.width, smaller.height) ? offered : null;
}

function otherSize(error: unknown, order: PaintingOrder): number | null {
  const { picture, parameters } = order;
  switch (codeOf(error)) {
    case 'out-of-memory':
      return fittingSize(parameters.size, largestSideFor(order));
    case 'invalid-image':
      return wideEnoughSize(parameters.size, largestSideFor(order), picture);
    default:
      return null;
  }
}
