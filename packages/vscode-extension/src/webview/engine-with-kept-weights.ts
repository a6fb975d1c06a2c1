import type { Engine, Run, RunEvent, RunRequest } from '@pastiche/panel';
import type { KeptWeights } from './kept-weights.js';
import { runLater } from './run-later.js';

/** How far VGG19 is on its way. */
type Listener = Parameters<Engine['loadVgg19']>[0];

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
        await bring(weights, listener, giveUp.signal);
        await loadInto(engine, listener, giveUp.signal);
      })();
      return { done, cancel: () => giveUp.abort() };
    },
    vgg19State: async () => {
      const [inEngine, kept] = await Promise.all([engine.vgg19State(), weights.state()]);
      const { here, bytes: storedBytes, inFolder } = kept;
      return { here: inEngine.here || here, storedBytes, kept: true, inFolder };
    },
    removeStoredWeights: () => weights.remove(),
    run: (request, listener) => runWithWeights(engine, weights, request, listener),
  };
}

async function bring(weights: KeptWeights, listener: Listener, signal: AbortSignal): Promise<void> {
  const { inFolder } = await weights.state();
  const phase = inFolder ? 'copying' : 'downloading';
  await weights.bring((loaded, total) => listener(loaded, total, phase), signal);
}

async function loadInto(engine: Engine, listener: Listener, signal: AbortSignal): Promise<void> {
  const { done, cancel } = engine.loadVgg19((loaded, total, phase) =>
    listener(loaded, total, phaseHere(phase)),
  );
  signal.addEventListener('abort', cancel, { once: true });
  if (signal.aborted) cancel();
  try {
    await done;
  } finally {
    signal.removeEventListener('abort', cancel);
  }
}

/** For the engine it is a download, but what it reads is what the extension keeps. */
function phaseHere(phase: Parameters<Listener>[2]): Parameters<Listener>[2] {
  return phase === 'unpacking' ? phase : 'verifying';
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
    () =>
      engine.run(request, (event) =>
        listener(event.kind === 'loading' ? { ...event, phase: phaseHere(event.phase) } : event),
      ),
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
  const tell: Listener = (loaded, total, phase) =>
    listener({ kind: 'loading', network: 'vgg19', loaded, total, phase });
  if (network === 'auto') {
    const { here } = await weights.state();
    // Without VGG19 the built-in network paints to the end.
    if (here) await loadInto(engine, tell, signal).catch(() => {});
    return;
  }
  await bring(weights, tell, signal);
}
