import { batch, type ReadonlySignal, signal } from '@preact/signals';
import type { RunResult } from '../../engine/engine.js';
import type { HistoryEntry } from '../model.js';
import type { PaintingOrder } from '../run/painting-order.js';
import { NO_MASKS, protectionIn, type RunMasks } from '../run/run-masks.js';
import type { BitmapShares } from '../styles/bitmap-shares.js';
import type { WeightedSource } from '../styles/style-source.js';

/** A painting of 4096 px has some 30 MB as PNG; a person rarely looks further back. */
export const LONGEST_HISTORY = 20;

/** What was painted. */
export interface Subject
  extends Pick<PaintingOrder, 'contentName' | 'contentId' | 'contentDigest' | 'blend' | 'frames'> {
  /** The content, to compare with. */
  readonly original: ImageBitmap;
  readonly masks?: HistoryEntry['masks'];
  /** The masks as the run took them; left out where nobody knows them any more. */
  readonly drawn?: RunMasks | undefined;
}

/** The finished paintings of this session, in order of time. */
export interface HistoryPart {
  readonly history: ReadonlySignal<readonly HistoryEntry[]>;
  readonly selected: ReadonlySignal<string | null>;
  /** The painting that is shown when none is selected and none under way. */
  readonly latest: ReadonlySignal<string | null>;
  /** Keeps a painting; the history owns its bitmap from now on. @returns the entry's id */
  add(result: RunResult, subject: Subject): string;
  find(id: string | null): HistoryEntry | null;
  /** The styles of an entry. */
  blendOf(id: string): readonly WeightedSource[];
  /** The masks that an entry was painted with, as they were drawn; `null`: nobody knows them any more. */
  drawnOf(id: string): RunMasks | null;
  /** The masks of what an entry keeps of its content. */
  protectionOf(id: string): readonly Uint8Array[];
  /** `null`: looks at the live painting, or the latest. An id that is not there is ignored. */
  select(id: string | null): void;
  remove(id: string): void;
  /** The engine's frames are gone, or are about to be replaced. */
  dropFrames(): void;
  forgetLatest(): void;
}

/** The history; the oldest entry goes when there are more than {@link LONGEST_HISTORY}. */
export function createHistoryPart(bitmaps: BitmapShares): HistoryPart {
  const history = signal<readonly HistoryEntry[]>([]);
  const selected = signal<string | null>(null);
  const latest = signal<string | null>(null);
  const blends = new Map<string, readonly WeightedSource[]>();
  const drawings = new Map<string, RunMasks>();
  let count = 0;
  const find = (id: string | null) => history.peek().find((entry) => entry.id === id) ?? null;
  const remove = (id: string) => {
    const entry = find(id);
    if (entry === null) return;
    batch(() => {
      history.value = history.peek().filter((other) => other !== entry);
      if (selected.peek() === id) selected.value = null;
      if (latest.peek() === id) latest.value = null;
    });
    blends.delete(id);
    drawings.delete(id);
    bitmaps.give(entry.preview);
    bitmaps.give(entry.original);
  };
  return {
    history,
    selected,
    latest,
    add: (result, subject) => {
      count += 1;
      const entry = entryOf(`painting-${count}`, result, subject);
      bitmaps.take(entry.preview);
      bitmaps.take(entry.original);
      blends.set(entry.id, subject.blend);
      if (subject.drawn !== undefined) drawings.set(entry.id, subject.drawn);
      batch(() => {
        history.value = [...history.peek(), entry];
        latest.value = entry.id;
        for (const { id } of history.peek().slice(0, -LONGEST_HISTORY)) remove(id);
      });
      return entry.id;
    },
    find,
    blendOf: (id) => blends.get(id) ?? [],
    drawnOf: (id) => drawings.get(id) ?? null,
    protectionOf: (id) => protectionIn(drawings.get(id) ?? NO_MASKS).protect ?? [],
    select: (id) => {
      if (id === null || find(id) !== null) selected.value = id;
    },
    remove,
    dropFrames: () => {
      if (!history.peek().some(({ hasFrames }) => hasFrames)) return;
      history.value = history
        .peek()
        .map((entry) => (entry.hasFrames ? { ...entry, hasFrames: false } : entry));
    },
    forgetLatest: () => {
      latest.value = null;
    },
  };
}

function entryOf(id: string, result: RunResult, subject: Subject): HistoryEntry {
  const { losses, failure, speeds, masks: _, ...painted } = result;
  const { contentName, contentId, contentDigest, original, blend, frames, masks } = subject;
  return {
    ...painted,
    id,
    contentName,
    contentId,
    contentDigest,
    styleNames: blend.map(({ source }) => source.item.name),
    styles: blend.map(({ source }) => source.item),
    hasFrames: frames,
    original,
    masks,
  };
}
