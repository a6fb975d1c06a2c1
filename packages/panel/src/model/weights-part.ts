import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Engine, Vgg19Facts } from '../engine/engine.js';
import type { Vgg19State } from './model.js';
import type { Notices } from './notices.js';
import { codeOf } from './problem.js';
import { vgg19Sentence } from './vgg19-problem.js';

/** VGG19 on this machine. */
export interface WeightsPart {
  readonly vgg19: ReadonlySignal<Vgg19State>;
  /** Asks the engine anew: after its start, and after what may have loaded VGG19. */
  refresh(): Promise<void>;
  download(): void;
  cancelDownload(): void;
  remove(): Promise<void>;
}

export interface WeightsPartOptions {
  readonly engine: ReadonlySignal<Engine | null>;
  readonly notices: Notices;
}

/** Before an engine has told. */
const UNKNOWN: Vgg19Facts = { here: false, storedBytes: 0, kept: false };

/** VGG19: where it is, and fetching it before it is needed. */
export function createWeightsPart({ engine, notices }: WeightsPartOptions): WeightsPart {
  const vgg19 = signal<Vgg19State>({ ...UNKNOWN, download: null });
  const refresh = async () => {
    const asked = engine.peek();
    if (asked === null) return;
    try {
      const facts = await asked.vgg19State();
      if (engine.peek() === asked) vgg19.value = { ...vgg19.peek(), ...facts };
    } catch (error) {
      // An engine that was ended meanwhile has nothing to tell; the next one is asked by itself.
      if (engine.peek() === asked) notices.error(error);
    }
  };
  return {
    vgg19,
    refresh,
    ...createDownloading({ engine, notices }, vgg19, refresh),
    remove: async () => {
      try {
        await engine.peek()?.removeStoredWeights();
      } catch (error) {
        notices.error(error);
      }
      await refresh();
    },
  };
}

type Download = ReturnType<Engine['loadVgg19']>;

/** One download at a time; `vgg19` says how far it has come, and `null` when it has ended. */
function createDownloading(
  { engine, notices }: WeightsPartOptions,
  vgg19: Signal<Vgg19State>,
  refresh: WeightsPart['refresh'],
): Pick<WeightsPart, 'download' | 'cancelDownload'> {
  let download: Download | null = null;
  const show = (progress: Vgg19State['download']) => {
    vgg19.value = { ...vgg19.peek(), download: progress };
  };
  let stopListening = () => {};
  const finish = (mine: Download) => {
    if (download !== mine) return;
    download = null;
    stopListening();
    show(null);
    void refresh();
  };
  return {
    download: () => {
      const asked = engine.peek();
      if (asked === null || download !== null) return;
      const none = { loaded: 0, total: null };
      show(vgg19.peek().inFolder ? { ...none, phase: 'copying' } : none);
      let listening = true;
      const mine = asked.loadVgg19((loaded, total, phase) => {
        if (listening) show(phase === undefined ? { loaded, total } : { loaded, total, phase });
      });
      stopListening = () => {
        listening = false;
      };
      download = mine;
      mine.done.then(
        () => finish(mine),
        (error: unknown) => {
          const wanted = download === mine && engine.peek() === asked;
          const phase = vgg19.peek().download?.phase ?? 'downloading';
          if (wanted && codeOf(error) !== 'aborted') notices.error(vgg19Sentence(error, phase));
          finish(mine);
        },
      );
    },
    cancelDownload: () => {
      const mine = download;
      if (mine === null) return;
      mine.cancel();
      finish(mine);
    },
  };
}
