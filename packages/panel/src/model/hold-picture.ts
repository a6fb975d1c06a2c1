import { effect, type ReadonlySignal, signal, untracked } from '@preact/signals';
import type { Engine, EnginePicture } from '../engine/engine.js';
import type { BitmapShares } from './bitmap-shares.js';
import type { WhenIdle } from './idle-queue.js';

/** A picture that the engine should hold, as long as it is not released. */
export interface HeldPicture {
  readonly state: ReadonlySignal<HoldState>;
  /** Resolves once it is ready or failed for the first time, or was released. Never rejects. */
  readonly settled: Promise<void>;
  release(): void;
}

export type HoldState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly picture: EnginePicture }
  | { readonly kind: 'failed'; readonly error: unknown };

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
  const { engine, bitmaps } = options;
  const state = signal<HoldState>({ kind: 'loading' });
  let bytes: Promise<Uint8Array> | null = null;
  let settle = () => {};
  const settled = new Promise<void>((resolve) => {
    settle = resolve;
  });
  let holder: Engine | null = null;
  let released = false;
  const add = async (to: Engine) => {
    try {
      bytes ??= options.read();
      const given = await bytes;
      if (released || engine.peek() !== to) return;
      const picture = await to.addPicture(given);
      if (released || engine.peek() !== to) {
        picture.preview.close();
        if (engine.peek() === to) to.removePicture(picture.id);
        return;
      }
      if (bitmaps === null) picture.preview.close();
      else bitmaps.take(picture.preview);
      holder = to;
      state.value = { kind: 'ready', picture };
    } catch (error) {
      bytes = null;
      if (released || engine.peek() !== to) return;
      state.value = { kind: 'failed', error };
      options.onFailed(error, to);
    }
    settle();
  };
  const lose = () => {
    const before = state.peek();
    if (before.kind === 'ready') bitmaps?.give(before.picture.preview);
    state.value = { kind: 'loading' };
  };
  const stop = effect(() => {
    const next = engine.value;
    untracked(() => {
      lose();
      if (next !== null) void add(next);
    });
  });
  return {
    state,
    settled,
    release: () => {
      if (released) return;
      released = true;
      stop();
      const last = state.peek();
      if (last.kind === 'ready') {
        bitmaps?.give(last.picture.preview);
        removeWhenIdle(options, holder, last.picture.id);
      }
      settle();
    },
  };
}

/** A run that goes on may still need the picture, to begin a scale or after a lost context. */
function removeWhenIdle(
  { engine, whenIdle }: HoldPictureOptions,
  holder: Engine | null,
  id: string,
): void {
  whenIdle(() => {
    if (holder !== null && engine.peek() === holder) holder.removePicture(id);
  });
}
