import type { ReadonlySignal } from '@preact/signals';
import type { Engine, EnginePicture } from '../../engine/engine.js';
import type { WhenIdle } from '../idle-queue.js';
import type { BitmapShares } from './bitmap-shares.js';
import { type Held, holdInEngine } from './hold-in-engine.js';

/** A picture that the engine should hold, as long as it is not released. */
export type HeldPicture = Held<EnginePicture>;

export interface HoldPictureOptions {
  /** Gives the bytes of the file; asked again only after it failed. */
  read(): Promise<Uint8Array>;
  /** The engine of the moment; another one gets the picture again. */
  readonly engine: ReadonlySignal<Engine | null>;
  /** Who keeps the preview open; `null`: nobody shows it, and it is closed at once. */
  readonly bitmaps: BitmapShares | null;
  readonly whenIdle: WhenIdle;
  /** Told why it could not be added. */
  onFailed(error: unknown, to: Engine): void;
}

/** Gives a picture to the engine, and to each one that follows it, until it is released. */
export function holdPicture(options: HoldPictureOptions): HeldPicture {
  const { bitmaps } = options;
  let bytes: Promise<Uint8Array> | null = null;
  return holdInEngine({
    ...options,
    add: async (to, isWanted) => {
      try {
        bytes ??= options.read();
        const given = await bytes;
        return isWanted() ? await to.addPicture(given) : null;
      } catch (error) {
        bytes = null;
        throw error;
      }
    },
    onHeld: ({ preview }) => {
      if (bitmaps === null) preview.close();
      else bitmaps.take(preview);
    },
    onLost: ({ preview }) => bitmaps?.give(preview),
    onLate: ({ preview }) => preview.close(),
  });
}
