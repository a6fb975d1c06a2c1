import { effect, type ReadonlySignal, signal, untracked } from '@preact/signals';
import type { Engine } from '../../engine/engine.js';
import type { WhenIdle } from '../idle-queue.js';

/** Something that the engine should hold, as long as it is not released. */
export interface Held<T> {
  readonly state: ReadonlySignal<HoldState<T>>;
  /** Resolves once it is ready or failed for the first time, or was released. Never rejects. */
  readonly settled: Promise<void>;
  release(): void;
}

export type HoldState<T> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly picture: T }
  | { readonly kind: 'failed'; readonly error: unknown };

export interface HoldOptions<T> {
  /** Gives it to an engine; `null` once it is not wanted any more. */
  add(to: Engine, isWanted: () => boolean): Promise<T | null>;
  /** Told that the engine holds it, and that nobody looks at it any more. */
  onHeld(picture: T): void;
  onLost(picture: T): void;
  /** Told that it came when nobody wanted it any more. */
  onLate(picture: T): void;
  /** The engine of the moment; another one gets it again. */
  readonly engine: ReadonlySignal<Engine | null>;
  readonly whenIdle: WhenIdle;
  /** Told why it could not be added. */
  onFailed(error: unknown, to: Engine): void;
}

/** Gives something to the engine, and to each one that follows it, until it is released. */
export function holdInEngine<T extends { readonly id: string }>(options: HoldOptions<T>): Held<T> {
  const { engine } = options;
  const state = signal<HoldState<T>>({ kind: 'loading' });
  let settle = () => {};
  const settled = new Promise<void>((resolve) => {
    settle = resolve;
  });
  let holder: Engine | null = null;
  let released = false;
  const add = async (to: Engine) => {
    const isWanted = () => !released && engine.peek() === to;
    try {
      const picture = await options.add(to, isWanted);
      if (picture === null) return;
      if (!isWanted()) {
        options.onLate(picture);
        if (engine.peek() === to) to.removePicture(picture.id);
        return;
      }
      options.onHeld(picture);
      holder = to;
      state.value = { kind: 'ready', picture };
    } catch (error) {
      if (!isWanted()) return;
      state.value = { kind: 'failed', error };
      options.onFailed(error, to);
    }
    settle();
  };
  const lose = () => {
    const before = state.peek();
    if (before.kind === 'ready') options.onLost(before.picture);
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
        options.onLost(last.picture);
        removeWhenIdle(options, holder, last.picture.id);
      }
      settle();
    },
  };
}

/** A run that goes on may still need it, to begin a scale or after a lost context. */
function removeWhenIdle<T>(
  { engine, whenIdle }: HoldOptions<T>,
  holder: Engine | null,
  id: string,
): void {
  whenIdle(() => {
    if (holder !== null && engine.peek() === holder) holder.removePicture(id);
  });
}
