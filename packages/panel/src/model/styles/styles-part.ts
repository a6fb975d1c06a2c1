import type { Size } from '@pastiche/core';
import type { PresetStatistics } from '@pastiche/core/presets';
import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Engine } from '../../engine/engine.js';
import type { WhenIdle } from '../idle-queue.js';
import type { RegionStyle, StylePart } from '../masks/masks.js';
import type { ChosenStyle, ShelfItem } from '../model.js';
import { holdStyle } from './hold-style.js';
import { regionStyles, sourceOfStyle, styleNameIn } from './region-styles.js';
import type { StyleSource, WeightedSource } from './style-source.js';

/** The blend of styles. */
export interface StylesPart {
  readonly styles: ReadonlySignal<readonly ChosenStyle[]>;
  /** @returns whether the blend changed; then `settled` tells when its pictures are there */
  choose(source: StyleSource, add: boolean): boolean;
  settled(): Promise<void>;
  remove(id: string): void;
  setWeight(id: string, weight: number): void;
  /** @param parts none: its pictures are the style as they are */
  setParts(id: string, parts: readonly StylePart[]): void;
  /** Takes over a whole blend. */
  replace(blend: readonly WeightedSource[]): void;
  blend(): readonly WeightedSource[];
  /** The blend's pictures in the engine, with their shares; those that are not ready are left out. */
  pictures(): readonly BlendedPicture[];
  /** One style's pictures in the engine, whether or not they take part. */
  heldOf(id: string): readonly HeldFacts[];
  /** Those that parts of the picture may have for themselves. */
  readonly regionStyles: ReadonlySignal<readonly RegionStyle[]>;
  /** One of `regionStyles` as a run takes it, whatever its share in the blend. */
  alone(id: string): readonly BlendedPicture[];
  close(): void;
}

/** Of a style's picture in the engine. */
export interface HeldFacts extends Size {
  readonly name: string;
  readonly id: string;
}

export interface BlendedPicture {
  readonly name: string;
  /** Id of an `EnginePicture`, or of statistics that the engine holds. */
  readonly picture: string;
  /** Of a style whose picture is not there. */
  readonly statistics: readonly PresetStatistics[] | null;
  /** Of its picture, px; 0 where that is not there. */
  readonly longSide: number;
  /** Share in the blend, above 0 and at most 1. */
  readonly weight: number;
  readonly mask?: Uint8Array | undefined;
}

export interface StylesPartOptions {
  readonly engine: ReadonlySignal<Engine | null>;
  readonly whenIdle: WhenIdle;
  /** Told why a picture could not be read. */
  onFailed(error: unknown, engine: Engine): void;
  /** The shelf's item of the moment, whose thumbnail may have come meanwhile. */
  itemOf(id: string): ShelfItem | undefined;
}

type HeldStyle = ReturnType<typeof holdStyle>;

interface Chosen extends WeightedSource {
  readonly held: readonly HeldStyle[];
}

/** Styles in a blend; their pictures are in the engine as long as they are in it. */
export function createStylesPart(options: StylesPartOptions): StylesPart {
  const chosen = signal<readonly Chosen[]>([]);
  const find = (id: string) =>
    chosen.peek().find((one) => one.source.item.id === id && isUsable(one));
  const put = (next: readonly Chosen[]) => {
    const gone = chosen.peek().filter((one) => !next.some(({ held }) => held === one.held));
    chosen.value = next;
    for (const { held } of gone) for (const picture of held) picture.release();
  };
  const hold = ({ source, weight, parts }: WeightedSource): Chosen => ({
    source,
    weight,
    parts,
    held: find(source.item.id)?.held ?? holdAll(source, options),
  });
  const settled = async () => {
    await Promise.all(chosen.peek().flatMap(({ held }) => held.map((picture) => picture.settled)));
  };
  return {
    styles: computed(() => chosen.value.map((one) => styleOf(one, options.itemOf))),
    choose: (source, add) => {
      const { id } = source.item;
      if (find(id) && (add || chosen.peek().length === 1)) return false;
      const others = add ? chosen.peek().filter((one) => one.source.item.id !== id) : [];
      put([...others, hold({ source, weight: meanWeight(others) })]);
      return true;
    },
    settled,
    remove: (id) => put(chosen.peek().filter(({ source }) => source.item.id !== id)),
    setWeight: (id, weight) => {
      if (Number.isNaN(weight)) return;
      const share = Math.min(1, Math.max(0, weight));
      chosen.value = chosen
        .peek()
        .map((one) => (one.source.item.id === id ? { ...one, weight: share } : one));
    },
    setParts: (id, parts) => {
      chosen.value = chosen
        .peek()
        .map((one) => (one.source.item.id === id ? { ...one, parts } : one));
    },
    replace: (blend) => put(blend.map(hold)),
    blend: () => chosen.peek().map(({ source, weight, parts }) => ({ source, weight, parts })),
    pictures: () => chosen.peek().flatMap(blended),
    heldOf: (id) => heldFacts(find(id)),
    regionStyles: computed(() => regionStyles(chosen.value)),
    alone: (id) => {
      const one = chosen.peek().find(({ source }) => styleNameIn(source, id) !== null);
      if (one === undefined || !isUsable(one)) return [];
      return blended({ ...one, source: sourceOfStyle(one.source, id), weight: 1 });
    },
    close: () => put([]),
  };
}

function holdAll(source: StyleSource, options: StylesPartOptions): HeldStyle[] {
  return source.pictures.map((picture) => holdStyle(picture, options));
}

/** A style that joins gets as much as the others have on average. */
function meanWeight(others: readonly WeightedSource[]): number {
  const sum = others.reduce((total, { weight }) => total + weight, 0);
  return sum > 0 ? sum / others.length : 1;
}

/** One that failed is tried again when it is chosen again. */
function isUsable({ held }: Chosen): boolean {
  return held.every(({ state }) => state.peek().kind !== 'failed');
}

function heldFacts(one: Chosen | undefined): readonly HeldFacts[] {
  if (one === undefined) return [];
  return one.held.flatMap(({ state }, index) => {
    const now = state.peek();
    if (now.kind !== 'ready') return [];
    const { id, width = 0, height = 0 } = now.picture;
    return [{ name: one.source.pictures[index].name, id, width, height }];
  });
}

function styleOf(
  { source, weight, held, parts = [] }: Chosen,
  itemOf: StylesPartOptions['itemOf'],
) {
  const kinds = held.map(({ state }) => state.value.kind);
  const state = kinds.find((kind) => kind === 'failed') ?? kinds.find((kind) => kind === 'loading');
  const item = itemOf(source.item.id) ?? source.item;
  const pictures = source.pictures.filter((picture) => picture.weight > 0);
  const isPart = parts.length > 0 || (isOnePicture(source) ? false : undefined);
  return { item, weight, state: state ?? 'ready', pictures, isPart } as const;
}

function isOnePicture({ pictures }: StyleSource): boolean {
  return pictures.length === 1 && pictures[0].read !== undefined;
}

/** A style of several pictures shares its weight among them. */
function blended({ source, weight, held, parts = [] }: Chosen): BlendedPicture[] {
  const sum = source.pictures.reduce((total, picture) => total + picture.weight, 0);
  return held.flatMap(({ state }, index) => {
    const now = state.peek();
    const { name, weight: own, statistics = null } = source.pictures[index];
    const share = sum > 0 ? (weight * own) / sum : 0;
    if (now.kind !== 'ready' || share === 0) return [];
    const { id, width = 0, height = 0 } = now.picture;
    const mask = parts.find((part) => part.name === name)?.mask;
    const facts = { name, picture: id, statistics, longSide: Math.max(width, height) };
    return [{ ...facts, weight: share, mask }];
  });
}
