import {
  type LiveChanges,
  type Parameters,
  parseParameters,
  type Said,
  sentence,
} from '@pastiche/core';
import type { Timers } from '../../channel/channel.js';

/** A slider sends dozens of values a second, and an iteration takes longer than that. */
export const LIVE_INTERVAL_MS = 50;

const PLAIN = ['strength', 'alpha', 'beta', 'totalVariation'] as const;
const LAYERS = ['contentLayers', 'styleLayers'] as const;

export interface LiveChangesOptions {
  readonly timers: Timers;
  /** What the run began with. */
  readonly parameters: Parameters;
  send(changes: LiveChanges): void;
  /** Told why something does not act on the run under way. */
  onRefused(said: Said): void;
}

/** Passes changed parameters on to the run under way, as far as they may change while it paints. */
export interface RunChanges {
  offer(change: LiveChanges): void;
  /** Those of the run as far as it goes by what was sent. */
  readonly parameters: Parameters;
  /** Drops what has not been sent. */
  close(): void;
}

/**
 * Sends at most one set of changes per {@link LIVE_INTERVAL_MS}: the first at once, later ones
 * together, the last value wins. What the engine would refuse is not sent, because a refusal there
 * ends the run.
 */
export function createLiveChanges(options: LiveChangesOptions): RunChanges {
  const { timers, send } = options;
  let parameters = options.parameters;
  let waiting: LiveChanges = {};
  let pause: unknown = null;
  const flush = () => {
    pause = null;
    if (Object.keys(waiting).length === 0) return;
    const changes = waiting;
    waiting = {};
    pause = timers.set(flush, LIVE_INTERVAL_MS);
    send(changes);
  };
  return {
    offer: (change) => {
      const fitting = fittingChanges(change, options);
      try {
        parameters = parseParameters({ ...parameters, ...fitting });
      } catch {
        // Makes sense with the settings but not with what this run began with.
        return;
      }
      waiting = { ...waiting, ...fitting };
      if (pause === null) flush();
    },
    get parameters() {
      return parameters;
    },
    close: () => {
      waiting = {};
      if (pause !== null) timers.clear(pause);
      pause = null;
    },
  };
}

function fittingChanges(
  change: LiveChanges,
  { parameters, onRefused }: LiveChangesOptions,
): LiveChanges {
  const fitting: Record<string, unknown> = {};
  for (const name of PLAIN) {
    if (change[name] !== undefined) fitting[name] = change[name];
  }
  for (const name of LAYERS) {
    const weights = change[name];
    if (weights === undefined) continue;
    const begun = Object.entries(weights).filter(([layer]) => layer in parameters[name]);
    const late = Object.entries(weights).find(
      ([layer, weight]) => weight > 0 && !(layer in parameters[name]),
    );
    if (late !== undefined) {
      onRefused(
        sentence`This painting began without ${late[0]}, so that layer takes part from the next painting on.`,
      );
    }
    fitting[name] = Object.fromEntries(begun);
  }
  return fitting;
}
