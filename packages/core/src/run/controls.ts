import type { Parameters } from '../parameters/schema.js';

/** The parameters that may change between two iterations. */
export type LiveParameters = Pick<
  Parameters,
  'strength' | 'alpha' | 'beta' | 'contentLayers' | 'styleLayers' | 'totalVariation'
>;

/** Some live parameters; those left out or `undefined` stay as they are. */
export type LiveChanges = {
  readonly [Name in keyof LiveParameters]?: LiveParameters[Name] | undefined;
};

/** The names of {@link LiveParameters}. */
export const LIVE_PARAMETERS: (keyof LiveParameters)[] = [
  'strength',
  'alpha',
  'beta',
  'contentLayers',
  'styleLayers',
  'totalVariation',
];

/** Steers a run from outside; every call takes effect before the next iteration. */
export interface Controls {
  /**
   * Changes some live parameters; the optimizer then forgets the gradients of the old objective.
   * Layer weights may only name layers of the run's own objective;
   * other layers are refused when the run reads them.
   */
  set(change: LiveChanges): void;
  /** All changes so far, later ones over earlier ones. */
  readonly changes: LiveChanges;
  pause(): void;
  resume(): void;
  /** Ends the run after the current iteration and keeps the picture. */
  stop(): void;
  readonly paused: boolean;
  readonly stopped: boolean;
  /** Resolves at once unless paused; then on `resume()` or `stop()`. */
  whenRunning(): Promise<void>;
}

/**
 * Makes the controls of one run.
 *
 * @example
 * const controls = createControls();
 * slider.oninput = () => controls.set({ strength: slider.valueAsNumber });
 */
export function createControls(): Controls {
  let changes: LiveChanges = {};
  let state: 'running' | 'paused' | 'stopped' = 'running';
  let wake: (() => void)[] = [];
  const leavePause = (next: 'running' | 'stopped') => {
    state = next;
    for (const resolve of wake) resolve();
    wake = [];
  };
  return {
    set: (change) => {
      changes = { ...changes, ...change };
    },
    pause: () => {
      if (state === 'running') state = 'paused';
    },
    resume: () => {
      if (state === 'paused') leavePause('running');
    },
    stop: () => leavePause('stopped'),
    whenRunning: () =>
      state === 'paused' ? new Promise((resolve) => wake.push(resolve)) : Promise.resolve(),
    get changes() {
      return changes;
    },
    get paused() {
      return state === 'paused';
    },
    get stopped() {
      return state === 'stopped';
    },
  };
}
