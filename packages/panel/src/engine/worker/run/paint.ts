import {
  type DoneStep,
  memoryFor,
  type PaintingStep,
  type StyleStep,
  StyleTransferError,
  type StylizeRequest,
  sentence,
  stepFigures,
  stylize,
} from '@pastiche/core';
import type { Computer } from './computer.js';
import { deviceMemory } from './device-memory.js';
import type { NetworkSpeeds } from './network-speeds.js';
import type { RunEvents } from './run-events.js';
import type { SideWork } from './side-work.js';
import { createTimeLeft } from './time-left.js';

export interface PaintOptions {
  readonly request: StylizeRequest & { readonly signal: AbortSignal };
  readonly computer: Computer;
  readonly events: RunEvents;
  readonly sideWork: SideWork;
  readonly speeds: NetworkSpeeds;
}

/**
 * Paints to the end, through lost graphics contexts: after each it goes on from the last checkpoint,
 * or begins anew where there is none yet.
 *
 * @throws StyleTransferError as `stylize()` does, except for a context that comes back.
 */
export async function paint(options: PaintOptions): Promise<DoneStep> {
  const { request, computer, events, sideWork } = options;
  for (;;) {
    try {
      return await attempt(options, resuming(request, sideWork.lastCheckpoint));
    } catch (error) {
      if (!computer.lost) throw error;
      throwIfCancelled(request.signal);
      const before = computer.choice.name;
      events.tell({ kind: 'recovering', backend: before });
      const backend = await computer.recover();
      if (backend !== before) events.tell({ kind: 'recovering', backend });
    }
  }
}

/** @throws StyleTransferError `aborted` */
export function throwIfCancelled(signal: AbortSignal): void {
  if (signal.aborted) throw new StyleTransferError('aborted', sentence`The run was cancelled.`);
}

/** A checkpoint has the parameters in it, live changes included; others beside it are refused. */
function resuming(request: StylizeRequest, lastCheckpoint: Uint8Array | null): StylizeRequest {
  if (lastCheckpoint === null) return request;
  const { parameters: _, ...rest } = request;
  return { ...rest, resume: lastCheckpoint };
}

async function attempt(
  { computer, events, sideWork, speeds }: PaintOptions,
  request: StylizeRequest,
): Promise<DoneStep> {
  const { weights, coarseWeights = weights } = request;
  const memory = memoryFor(computer.choice.name, { memory: deviceMemory() });
  const noteSpeed = (step: PaintingStep) => {
    const { id } = step.scale.index < step.scale.of - 1 ? coarseWeights : weights;
    if (id !== 'vgg19-lite' && id !== 'vgg19') return;
    speeds.note(step, { backend: computer.choice.name, network: id }, timeLeft.share);
  };
  const timeLeft = createTimeLeft(() => performance.now());
  for await (const step of stylize({ memory, ...request })) {
    if (step.phase === 'done') {
      // Nothing is lost yet where a fresh context can go on from the checkpoint.
      if (step.failure !== undefined && computer.lost) throw step.failure;
      return step;
    }
    if (step.phase === 'preparing') {
      timeLeft.prepare();
      speeds.prepare(step);
      const { scale, grey = false } = step;
      events.tell({ kind: 'preparing', scale, grey });
    } else {
      computer.noteIteration();
      events.step({ kind: 'step', ...stepFigures(step), secondsLeft: timeLeft.after(step) });
      noteSpeed(step);
      await timeLeft.beside(() => sideWork.after(step));
    }
  }
  return neverDone();
}

function neverDone(): never {
  const phase: StyleStep['phase'] = 'done';
  throw new Error(`A run ended without its step "${phase}".`);
}
