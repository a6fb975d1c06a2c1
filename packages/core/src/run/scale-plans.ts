import * as tf from '@tensorflow/tfjs-core';
import type { BackendName } from '../backend/select.js';
import type { Size } from '../image/fit.js';
import { type IterationMemory, iterationMemory } from './iteration-memory.js';
import { memoryFor } from './memory-limits.js';
import { choosePlan, halfTheRoom, type PaintingPlan, type Room } from './painting-plan.js';
import type { Place } from './painting-state.js';
import type { PlannedScale, RunPlan } from './run-plan.js';

/** How the scales of a run pass through their networks. */
export interface ScalePlans {
  /** The plan for a picture of some size, such as a style's, while a scale is painted. */
  planAt(scale: PlannedScale, size: Size): PaintingPlan;
  /** Where the image of a scale lies: beside pieces it would be most of what the device holds. */
  placeOf(scale: PlannedScale): Place;
  /**
   * Halves what the network sees at a time, from here on, after memory ran out at a scale.
   *
   * @returns whether that was possible
   */
  shrink(scale: PlannedScale): boolean;
}

/** The plans of a run on the backend that is in use. */
export function createScalePlans({ memory, parameters, pictures, deepest }: RunPlan): ScalePlans {
  const backend = tf.getBackend() as BackendName;
  let room: Room = {
    bytes: memory ?? memoryFor(backend, { memory: null }),
    seen: Number.POSITIVE_INFINITY,
  };
  const needs = new Map<PlannedScale['weights'], IterationMemory>();
  const needOf = ({ weights }: PlannedScale): IterationMemory => {
    const options = { optimizer: parameters.optimizer, parts: pictures.parts.length };
    const need = needs.get(weights) ?? iterationMemory(weights, deepest, options);
    needs.set(weights, need);
    return need;
  };
  const plans = new Map<string, PaintingPlan>();
  const planAt = (scale: PlannedScale, size: Size): PaintingPlan => {
    const key = `${scale.weights.id} ${size.width} ${size.height} ${room.seen}`;
    const plan = plans.get(key) ?? choosePlan(size, needOf(scale), room);
    plans.set(key, plan);
    return plan;
  };
  return {
    planAt,
    // L-BFGS takes sums over all of the picture, which the device takes better.
    placeOf: (scale) =>
      planAt(scale, scale).kind === 'whole' || parameters.optimizer !== 'adam' ? 'device' : 'host',
    shrink: (scale) => {
      const smaller = halfTheRoom(planAt(scale, scale), needOf(scale), room);
      if (smaller === null) return false;
      room = smaller;
      return true;
    },
  };
}
