import type { Size } from '@pastiche/core';
import { type Area, isNothing, NOTHING, unite } from './area.js';
import type { MaskTarget } from './masks.js';
import { createRaster, cutOut, isBlank, putBack, type Raster } from './raster.js';
import { boundedStrength } from './region-strength.js';
import { createUndoHistory, type Step } from './undo-history.js';

/** What steps of one picture may hold to be undone: thirty times all of a mask. */
const UNDO_BYTES = 32 * 1024 * 1024;

/** The masks over one picture. */
export interface ContentMasks {
  readonly size: Size;
  readonly undoable: boolean;
  readonly redoable: boolean;
  /** It is blank until somebody draws on it. */
  of(target: MaskTarget): Raster;
  isMarked(target: MaskTarget): boolean;
  /** How strongly a style's part is painted; 1 until somebody sets it. */
  strengthOf(target: MaskTarget): number;
  setStrength(target: MaskTarget, strength: number): void;
  isBlank(): boolean;
  /** Begins a change, which ends the one before. */
  begin(target: MaskTarget): void;
  /** @param draw gives what it changed, which is passed on */
  draw(draw: (raster: Raster) => Area): Area;
  /** Ends a change: it can be undone. @returns whether there was one */
  end(): boolean;
  /** Takes a change back that has not ended. */
  cancel(): Area;
  /** @returns the mask that changed; `null`: there was nothing to undo */
  undo(): MaskTarget | null;
  redo(): MaskTarget | null;
  forgetSteps(): void;
}

interface MaskStep extends Step {
  readonly target: MaskTarget;
  readonly area: Area;
}

interface Change {
  readonly target: MaskTarget;
  /** The mask as it was before. */
  readonly before: Raster;
  area: Area;
}

/** Blank masks over a picture, for any number of targets. */
export function createContentMasks(size: Size): ContentMasks {
  const sheets = createSheets(size);
  const history = createUndoHistory<MaskStep>(UNDO_BYTES);
  const changing = createChanging(sheets.of, history.push);
  const travel = (move: 'undo' | 'redo') => {
    changing.end();
    let moved: MaskTarget | null = null;
    history[move]((step) => {
      moved = step.target;
      return exchanged(sheets.of(step.target), step);
    });
    return moved;
  };
  return {
    size,
    get undoable() {
      return history.undoable;
    },
    get redoable() {
      return history.redoable;
    },
    ...sheets,
    ...changing,
    undo: () => travel('undo'),
    redo: () => travel('redo'),
    forgetSteps: () => {
      changing.end();
      history.clear();
    },
  };
}

/** The masks themselves. */
function createSheets(
  size: Size,
): Pick<ContentMasks, 'of' | 'isMarked' | 'isBlank' | 'strengthOf' | 'setStrength'> {
  const rasters = new Map<MaskTarget, Raster>();
  const strengths = new Map<MaskTarget, number>();
  const isMarked = (target: MaskTarget) => {
    const raster = rasters.get(target);
    return raster !== undefined && !isBlank(raster);
  };
  return {
    of: (target) => {
      const raster = rasters.get(target) ?? createRaster(size);
      rasters.set(target, raster);
      return raster;
    },
    isMarked,
    strengthOf: (target) => strengths.get(target) ?? 1,
    setStrength: (target, strength) => {
      strengths.set(target, boundedStrength(strength));
    },
    isBlank: () => [...rasters.keys()].every((target) => !isMarked(target)),
  };
}

/** One change at a time, with what was there before. */
function createChanging(
  of: ContentMasks['of'],
  keep: (step: MaskStep) => void,
): Pick<ContentMasks, 'begin' | 'draw' | 'end' | 'cancel'> {
  let change: Change | null = null;
  const end = () => {
    const ended = change;
    change = null;
    if (ended === null || isNothing(ended.area)) return false;
    const { target, before, area } = ended;
    keep({ target, area, bytes: cutOut(before, area) });
    return true;
  };
  return {
    begin: (target) => {
      end();
      const raster = of(target);
      change = { target, before: { ...raster, data: raster.data.slice() }, area: NOTHING };
    },
    draw: (draw) => {
      if (change === null) return NOTHING;
      const area = draw(of(change.target));
      change.area = unite(change.area, area);
      return area;
    },
    end,
    cancel: () => {
      const cancelled = change;
      change = null;
      if (cancelled === null) return NOTHING;
      const { target, before, area } = cancelled;
      putBack(of(target), area, cutOut(before, area));
      return area;
    },
  };
}

/** Puts back what a step keeps. @returns the step that keeps what was there */
function exchanged(raster: Raster, step: MaskStep): MaskStep {
  const bytes = cutOut(raster, step.area);
  putBack(raster, step.area, step.bytes);
  return { ...step, bytes };
}
