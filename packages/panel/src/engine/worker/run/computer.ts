import {
  type BackendChoice,
  type BackendName,
  inEnglish,
  isContextLost,
  restartBackend,
  selectBackend,
  sentence,
} from '@pastiche/core';
import { webThreads } from './web-threads.js';

/** So often a lost context is followed by another on WebGL, without an iteration between them. */
const MAX_RESTARTS = 2;
/** The driver needs a moment after it took a context away, ms. */
const REST_MS = 500;

export interface ComputerOptions {
  readonly preferred: BackendName | 'auto';
  readonly wasmBinary: Uint8Array | null;
}

/** What the engine computes on, kept going when the graphics driver takes its context away. */
export interface Computer {
  readonly choice: BackendChoice;
  /** Whether the context is lost: whatever failed, failed because of that. */
  readonly lost: boolean;
  /** Told after each finished iteration. */
  noteIteration(): void;
  /** A fresh context, or another backend if that helped too seldom. @throws StyleTransferError */
  recover(): Promise<BackendName>;
}

/** @throws StyleTransferError `backend-unavailable` when nothing computes here. */
export async function startComputer({ preferred, wasmBinary }: ComputerOptions): Promise<Computer> {
  const threads = webThreads();
  const onWasm = {
    ...(wasmBinary !== null && { wasmBinary }),
    ...(threads !== null && { threads }),
  };
  let choice = await selectBackend({ preferred, ...onWasm });
  let restarts = 0;
  const leaveWebgl = async (): Promise<BackendChoice> => {
    const { name, kernels } = await selectBackend({ preferred: 'wasm', ...onWasm }).catch(() =>
      selectBackend({ preferred: 'cpu' }),
    );
    const said = sentence`WebGL lost its context again and again; ${name} works here`;
    return { name, reason: inEnglish(said), said, kernels };
  };
  return {
    get choice() {
      return choice;
    },
    get lost() {
      return isContextLost();
    },
    noteIteration() {
      restarts = 0;
    },
    async recover() {
      restarts += 1;
      if (restarts <= MAX_RESTARTS && (await comesBack(restarts * REST_MS))) return choice.name;
      choice = await leaveWebgl();
      restarts = 0;
      return choice.name;
    },
  };
}

async function comesBack(restMs: number): Promise<boolean> {
  await new Promise((resolve) => setTimeout(resolve, restMs));
  try {
    await restartBackend('webgl');
    return !isContextLost();
  } catch {
    return false;
  }
}
