import { largestFitting, type Parameters, type Said } from '@pastiche/core';
import { framesNote, readPictureFrames } from '@pastiche/core/pictures';
import { parseRecipe } from '@pastiche/core/presets';
import { encodeAs } from '../engine/encode-as.js';
import type { Engine, EnginePicture, RunEvent, RunRequest, RunResult } from '../engine/engine.js';
import { startEngine as startOwnEngine } from '../engine/start-engine.js';
import type { Assets } from '../host/assets.js';
import type { HostPicture, HostResult, HostWeights, PictureEncoding } from '../host/host.js';
import type { Settings } from '../model/model.js';
import type { PanelModelOptions } from '../model/panel-options.js';
import { presetOf, recipeOf } from '../model/results/recipe-of.js';
import { resultName } from '../model/results/result-name.js';
import { greyNote } from '../model/run/grey-note.js';
import { besideRegions, type NamedStyle, regionsIn } from '../model/run/painting-order.js';
import { paintsLast } from '../model/run/paints-last.js';
import { originalLongSide } from '../model/run/picture-sizes.js';
import { masksInRecipe, protectionIn } from '../model/run/run-masks.js';
import { parseSettings } from '../model/session/parse-settings.js';
import { withLook } from '../model/styles/look.js';
import { createHolding } from './holding.js';
import { masksAsBefore } from './masks-as-before.js';
import { networkOf } from './network-of.js';
import { isOfRegion, regionsAmong } from './regions-among.js';
import { type PresetChoice, styleOf } from './style-of.js';

export type { PresetChoice } from './style-of.js';

export interface PainterOptions {
  readonly assets: Assets;
  readonly weights: HostWeights;
  /** One of VGG19's files, where `weights` is of kind `files`. */
  readonly readWeights: (file: string) => Promise<Uint8Array>;
  /** What `Host.readSettings` gives: size, quality, seed, network and backend are taken from it. */
  readonly settings: unknown;
  /** Another engine than the one in a worker of its own. */
  readonly startEngine?: PanelModelOptions['startEngine'];
}

export interface PaintOrder {
  /** What it says is to stay does, unless `basis` was painted without. */
  readonly content: HostPicture;
  readonly preset: PresetChoice;
  /**
   * Recipe of another painting: its size, quality, iterations, seed, network and masks instead of those that
   * are set; see `networkOf` for where its network cannot paint.
   */
  readonly basis?: string | null;
  /** How the painting's file is written; PNG when left out. */
  readonly encoding?: PictureEncoding;
}

export interface PaintWatch {
  /** Told of the share of the iterations that is done, 0..1. */
  readonly onProgress?: (share: number) => void;
  readonly signal?: AbortSignal;
}

export interface PaintedPicture
  extends Pick<HostResult, 'width' | 'height' | 'suggestedName' | 'recipe'> {
  /** Its file. */
  readonly bytes: Uint8Array;
  /** What to know of it. */
  readonly notes: readonly Said[];
  /** Why it could not be painted to its end; `null`: it was. */
  readonly shortfall: Said | null;
}

/** Paints without an interface, one picture after the other. */
export interface Painter {
  /**
   * Paints a picture in the style of a preset, at the size that is set, or the largest that fits.
   *
   * @throws EngineError; StyleTransferError when the preset cannot be read
   */
  paint(order: PaintOrder, watch?: PaintWatch): Promise<PaintedPicture>;
  close(): void;
}

/**
 * Starts an engine for painting without an interface.
 *
 * @example
 * const painter = await createPainter({ assets, weights, readWeights, settings: null });
 * const { bytes } = await painter.paint({ content, preset: { kind: 'built-in', id: 'ink-wash' } });
 * @throws Error with a literal `code` and a sentence, when nothing computes here
 */
export async function createPainter(options: PainterOptions): Promise<Painter> {
  const { assets, weights, readWeights } = options;
  const settings = parseSettings(options.settings);
  const start = { backend: settings.backend, weights, readWeights };
  const engine = await (options.startEngine?.(start) ?? startOwnEngine({ assets, ...start }));
  return {
    paint: (order, watch = {}) => paint(engine, settings, assets, order, watch),
    close: () => engine.close(),
  };
}

async function paint(
  engine: Engine,
  settings: Settings,
  assets: Assets,
  { content, preset, basis = null, encoding = { mediaType: 'image/png' } }: PaintOrder,
  watch: PaintWatch,
): Promise<PaintedPicture> {
  const { hold, holdStyle, release } = createHolding(engine);
  try {
    const source = styleOf(preset, assets);
    const { item, look, pictures } = source;
    const picture = await hold(content.bytes);
    const { here } = await engine.vgg19State();
    const before = basis === null ? null : parseRecipe(basis);
    const masks = masksAsBefore(content, before);
    const painted = pictures.filter(({ name, weight }) => weight > 0 || isOfRegion(name, masks));
    const styles: NamedStyle[] = [];
    for (const style of painted) {
      const { name, weight } = style;
      const mask = masks.styleParts.find((part) => part.name === name)?.mask;
      styles.push({ name, picture: await holdStyle(style), weight, mask });
    }
    const regions = regionsAmong(masks.regions, styles);
    const network = before === null ? settings.network : networkOf(before, source, here);
    const wanted = withLook((before ?? settings).parameters, look ?? {});
    const largest = engine.facts.largestSide[paintsLast(network, here, painted)];
    const isOriginal = before === null && settings.originalSize;
    const parameters = fitting(wanted, largest, picture, isOriginal);
    const request = {
      content: picture.id,
      styles: besideRegions(styles, regions),
      ...regionsIn(regions),
      ...protectionIn(masks),
      parameters,
      network,
      frames: false,
    };
    const { result, isGrey } = await runToEnd(engine, request, watch);
    const { png, width, height, failure } = result;
    const recipe = recipeOf({
      ...result,
      styleNames: [item.name],
      preset: presetOf([{ source, weight: 1 }]),
      source: content.name,
      masks: masksInRecipe(result.masks, masks, regions, styles),
    });
    return {
      bytes: await encodeAs(png, encoding),
      width,
      height,
      suggestedName: resultName(content.name, [item.name]),
      recipe,
      notes: [...framesNotes(content), ...(isGrey ? [greyNote(content.name, styles.length)] : [])],
      shortfall: failure === undefined ? null : (failure.said ?? failure.message),
    };
  } finally {
    release();
  }
}

/** That the picture's file holds more than is painted of it. */
function framesNotes({ name, bytes }: PaintOrder['content']): Said[] {
  const frames = readPictureFrames(bytes);
  return frames === null ? [] : [framesNote(name, frames)];
}

/** Nobody is there to choose a smaller size, so one that is too large becomes the largest that fits. */
function fitting(
  parameters: Parameters,
  largestSide: number,
  picture: EnginePicture,
  isOriginal: boolean,
): Parameters {
  const largest = largestFitting(largestSide, picture);
  const size = isOriginal ? originalLongSide(picture, largest) : Math.min(parameters.size, largest);
  return { ...parameters, size };
}

async function runToEnd(
  engine: Engine,
  request: RunRequest,
  { onProgress = () => {}, signal }: PaintWatch,
): Promise<{ readonly result: Omit<RunResult, 'preview'>; readonly isGrey: boolean }> {
  signal?.throwIfAborted();
  let isGrey = false;
  const run = engine.run(request, (event: RunEvent) => {
    if (event.kind === 'preview') event.bitmap.close();
    if (event.kind === 'preparing' && event.grey) isGrey = true;
    if (event.kind === 'step') onProgress(event.overall.index / event.overall.of);
  });
  signal?.addEventListener('abort', run.cancel, { once: true });
  try {
    const { preview, ...result } = await run.result;
    preview.close();
    return { result, isGrey };
  } finally {
    signal?.removeEventListener('abort', run.cancel);
  }
}
