import type { PaintingStep, Pixels } from '@pastiche/core';
import { toBitmap } from '../pictures/canvas.js';
import { PREVIEW_SIDE } from '../pictures/pictures.js';
import type { Computer } from './computer.js';
import { createPacer } from './pacer.js';
import type { RunEvents } from './run-events.js';
import type { Timelapse } from './timelapse.js';

const PREVIEWS = { intervalMs: 150, share: 0.2, now: () => performance.now() };
/** The panel writes them down, which costs more than keeping them. */
const TELLING_MS = 5000;
/** Adam at 1024 px has some 30 MB; larger ones would be in the way of everything else. */
const LARGEST_TOLD = 32_000_000;
const CHECKPOINTS = { intervalMs: 3000, share: 0.05, now: () => performance.now() };

export interface SideWorkOptions {
  readonly computer: Computer;
  readonly events: RunEvents;
  readonly timelapse: Timelapse | null;
  /** Whether checkpoints are told, so that the run can go on in another engine. */
  readonly checkpoints: boolean;
  /** What the run goes on from. */
  readonly resume: Uint8Array | null;
}

/** What is done beside the painting after an iteration: previews, frames, checkpoints. */
export interface SideWork {
  /** @throws only when the context was lost. */
  after(step: PaintingStep): Promise<void>;
  /** The last checkpoint, to go on from after a lost context. */
  readonly lastCheckpoint: Uint8Array | null;
}

/**
 * Previews take at most a fifth of the time, checkpoints a twentieth, and only where a context can be lost
 * or somebody keeps them.
 */
export function createSideWork(options: SideWorkOptions): SideWork {
  const { computer, events, timelapse, checkpoints } = options;
  const previews = createPacer(PREVIEWS);
  const taking = createPacer(CHECKPOINTS);
  const telling = createPacer({ ...CHECKPOINTS, intervalMs: TELLING_MS });
  let lastCheckpoint = options.resume;
  let checkpointScale = -1;

  const sendPreview = async (pixels: Pixels) => {
    const bitmap = await toBitmap(pixels, PREVIEW_SIDE);
    events.tell({ kind: 'preview', bitmap }, [bitmap]);
  };
  const picture = async (step: PaintingStep) => {
    const framed = timelapse?.wantsNext() ?? false;
    if (!previews.due && !framed) return;
    const show = previews.due;
    await previews.time(async () => {
      const pixels = await step.picture();
      if (show) await sendPreview(pixels);
      if (framed) await timelapse?.add(pixels);
    });
  };
  const keep = async (step: PaintingStep) => {
    if (computer.choice.name !== 'webgl' && !checkpoints) return;
    if (step.scale.index === checkpointScale && !taking.due) return;
    lastCheckpoint = await taking.time(step.checkpoint);
    checkpointScale = step.scale.index;
    const bytes = lastCheckpoint;
    if (!checkpoints || !telling.due || bytes.byteLength > LARGEST_TOLD) return;
    // Copied, not handed over: the engine goes on from it after a lost context.
    await telling.time(async () => events.tell({ kind: 'checkpoint', bytes }));
  };
  return {
    async after(step) {
      try {
        await picture(step);
        await keep(step);
      } catch (error) {
        // A preview that fails by itself, for want of memory say, is no reason to end the painting.
        if (computer.lost) throw error;
      }
    },
    get lastCheckpoint() {
      return lastCheckpoint;
    },
  };
}
