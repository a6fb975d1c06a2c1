import { type BackendName, inEnglish, type Say } from '@pastiche/core';
import { batch, type ReadonlySignal, signal } from '@preact/signals';
import type { Engine, EngineFacts } from '../engine/engine.js';
import type { EngineState, Problem } from './model.js';
import { codeOf } from './problem.js';

/** The engine of the moment. */
export interface EnginePart {
  readonly state: ReadonlySignal<EngineState>;
  /** `null` while none is there. */
  readonly engine: ReadonlySignal<Engine | null>;
  /** Ends the engine that is there and starts another. Never rejects: `state` tells. */
  restart(): Promise<void>;
  /** Told of an error of an engine; one that says that the engine of the moment has ended makes it `failed`. */
  noteFailure(error: unknown, from: Engine): void;
  /** Told that it goes on with another backend. */
  noteBackend(backend: BackendName): void;
  close(): void;
}

export interface EnginePartOptions {
  start(): Promise<Engine>;
  describe(error: unknown): Problem;
  readonly say?: Say | undefined;
}

/** Starts engines, one at a time; one that arrives after the next was asked for is ended. */
export function createEnginePart({
  start,
  describe,
  say = inEnglish,
}: EnginePartOptions): EnginePart {
  const state = signal<EngineState>({ kind: 'starting' });
  const engine = signal<Engine | null>(null);
  let generation = 0;
  const translated = (facts: EngineFacts): EngineFacts => ({
    ...facts,
    reason: say(facts.said ?? facts.reason),
  });
  const leave = (next: EngineState) => {
    generation += 1;
    const before = engine.peek();
    batch(() => {
      engine.value = null;
      state.value = next;
    });
    before?.close();
    return generation;
  };
  const noteFailure = (error: unknown, from: Engine) => {
    if (engine.peek() !== from || codeOf(error) !== 'channel-closed') return;
    leave({ kind: 'failed', problem: describe(error) });
  };
  const arrive = (started: Engine) => {
    batch(() => {
      engine.value = started;
      state.value = { kind: 'ready', facts: translated(started.facts) };
    });
    started.onLost((error) => noteFailure(error, started));
  };
  return {
    state,
    engine,
    restart: async () => {
      const mine = leave({ kind: 'starting' });
      try {
        const started = await start();
        if (mine === generation) arrive(started);
        else started.close();
      } catch (error) {
        if (mine === generation) state.value = { kind: 'failed', problem: describe(error) };
      }
    },
    noteFailure,
    noteBackend: (backend) => {
      const facts = engine.peek()?.facts;
      if (facts) state.value = { kind: 'ready', facts: { ...translated(facts), backend } };
    },
    close: () => {
      leave({ kind: 'starting' });
    },
  };
}
