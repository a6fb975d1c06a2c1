import type { SheetCell } from './contact-sheet.js';
import type { PainterName } from './networks.js';
import type { PairResult } from './quality-run.js';

/** A row for each pair: content, style, and what each painter made of them. */
export function sheetRows(
  results: readonly PairResult[],
  painters: readonly PainterName[],
): SheetCell[][] {
  return results.map(({ pair, score, paintings }) => [
    { picture: pair.content.path, label: pair.content.name },
    { picture: pair.style.path, label: pair.style.name },
    ...painters.flatMap((painter): SheetCell[] => {
      const painting = paintings.get(painter);
      return painting ? [{ picture: painting.path, label: labelOf(painter, score) }] : [];
    }),
  ]);
}

function labelOf(painter: PainterName, { painters }: PairResult['score']): string {
  const score = painters[painter];
  const closed = painter === 'vgg19' ? null : score?.full.closed;
  const share = typeof closed === 'number' ? `, ${Math.round(closed * 100)} %` : '';
  return `${painter}${share}, ${Math.round(score?.seconds ?? 0)} s`;
}
