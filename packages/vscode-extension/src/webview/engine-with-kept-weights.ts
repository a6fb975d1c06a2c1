import type { Engine, Run, RunEvent, RunRequest } from '@pastiche/panel';
import type { KeptWeights } from './kept-weights.js';
import { runLater } from './run-later.js';

/**
 * An engine whose VGG19 the extension keeps: before it is needed the extension brings it, so that
 * the engine finds all files at their address and the page itself never reaches the network.
 */
export function engineWithKeptWeights(engine: Engine, weights: KeptWeights): Engine {
  return {
    ...engine,
    loadVgg19: (listener) => {
      const giveUp = new AbortController();
      const done = (async () => {
        await weights.bring(listener, giveUp.signal);
        await loadInto(engine, giveUp.signal);
      })();
      return { done, cancel: () => giveUp.abort() };
    },
    vgg19State: async () => {
      const [inEngine, kept] = await Promise.all([engine.vgg19State(), weights.state()]);
      return { here: inEngine.here || kept.here, storedBytes: kept.bytes, kept: true };
    },
    removeStoredWeights: () => weights.remove(),
    run: (request, listener) => runWithWeights(engine, weights, request, listener),
  };
}

async function loadInto(engine: Engine, signal: AbortSignal): Promise<void> {
  const { done, cancel } = engine.loadVgg19(() => {});
  signal.addEventListener('abort', cancel, { once: true });
  if (signal.aborted) cancel();
  try {
    await done;
  } finally {
    signal.removeEventListener('abort', cancel);
  }
}

function runWithWeights(
  engine: Engine,
  weights: KeptWeights,
  request: RunRequest,
  listener: (event: RunEvent) => void,
): Run {
  if (request.network === 'vgg19-lite') return engine.run(request, listener);
  return runLater(
    (signal) => bringFor(engine, weights, request, listener, signal),
    () => engine.run(request, listener),
  );
}

/** Automatic means VGG19 where it is here, and no download where it is not. */
async function bringFor(
  engine: Engine,
  weights: KeptWeights,
  { network }: RunRequest,
  listener: (event: RunEvent) => void,
  signal: AbortSignal,
): Promise<void> {
  if (network === 'auto') {
    const { here } = await weights.state();
    // Without VGG19 the built-in network paints to the end.
    if (here) await loadInto(engine, signal).catch(() => {});
    return;
  }
  const tell = (loaded: number, total: number | null) =>
    listener({ kind: 'loading', network: 'vgg19', loaded, total });
  await weights.bring(tell, signal);
}
