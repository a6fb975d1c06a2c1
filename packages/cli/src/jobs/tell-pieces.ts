import type { PreparingStep, ScaleInPieces } from '@pastiche/core';
import type { Report } from '../progress/command-event.js';
import { piecesNote } from './size-limits.js';

/**
 * Tells before the first iteration which sizes are painted in pieces, and what that costs; and again of those whose
 * pieces had to become smaller.
 */
export function createPiecesTeller(report: Report): (step: PreparingStep) => void {
  const told = new Set<string>();
  return ({ scale, pieces, ahead = [] }) => {
    const planned = pieces === undefined ? ahead : [{ scale, pieces }, ...ahead];
    for (const one of dearestOfEachSize(planned)) {
      const key = JSON.stringify([one.scale.width, one.scale.height, one.pieces.count]);
      if (told.has(key)) continue;
      told.add(key);
      report({ kind: 'note', message: piecesNote(one.scale, one.pieces) });
    }
  };
}

/** Two networks may paint a size one after the other. */
function dearestOfEachSize(planned: readonly ScaleInPieces[]): ScaleInPieces[] {
  const bySize = new Map<string, ScaleInPieces>();
  for (const one of planned) {
    const key = `${one.scale.width} ${one.scale.height}`;
    const other = bySize.get(key);
    if (other === undefined || other.pieces.count < one.pieces.count) bySize.set(key, one);
  }
  return [...bySize.values()];
}
