import { inEnglish, type PreparingStep } from '@pastiche/core';
import { expect, it } from 'vitest';
import { createPiecesTeller } from './tell-pieces.js';

const scaleAt = (index: number) => ({ index, of: 3, width: 800 * (index + 1), height: 600 });
const piecesOf = (count: number) => ({ count, timeFactor: 1 + count / 10, bytes: 4e9 / count });

function telling() {
  const notes: string[] = [];
  const tell = createPiecesTeller((event) => {
    if (event.kind === 'note') notes.push(inEnglish(event.message));
  });
  return {
    notes,
    tell: (step: Omit<PreparingStep, 'phase'>) => tell({ phase: 'preparing', ...step }),
  };
}

it('tells of all sizes in pieces before the first iteration, and of each once', () => {
  const { notes, tell } = telling();
  const ahead = [1, 2].map((index) => ({ scale: scaleAt(index), pieces: piecesOf(2 * index) }));
  tell({ scale: scaleAt(0), ahead });
  expect(notes).toEqual([
    '1600 × 600 px is painted in 2 pieces, which take 2.0 GB of memory at a time and about 1.2 times as long as the whole at once.',
    '2400 × 600 px is painted in 4 pieces, which take 1.0 GB of memory at a time and about 1.4 times as long as the whole at once.',
  ]);
  tell({ scale: scaleAt(1), pieces: piecesOf(2), ahead: ahead.slice(1) });
  tell({ scale: scaleAt(2), pieces: piecesOf(4) });
  expect(notes.length).toBe(2);
});

it('tells of a size again when its pieces have become smaller', () => {
  const { notes, tell } = telling();
  tell({ scale: scaleAt(0), pieces: piecesOf(2) });
  tell({ scale: scaleAt(0), pieces: piecesOf(5) });
  expect(notes.map((note) => note.slice(0, 33))).toEqual(
    ['800 × 600 px is painted in 2 piece', '800 × 600 px is painted in 5 piece'].map((note) =>
      note.slice(0, 33),
    ),
  );
});

it('tells of the dearer of two networks that paint one size', () => {
  const { notes, tell } = telling();
  const finish = { scale: { ...scaleAt(0), index: 1 }, pieces: piecesOf(6) };
  tell({ scale: scaleAt(0), pieces: piecesOf(2), ahead: [finish] });
  tell({ scale: finish.scale, pieces: finish.pieces });
  expect(notes.length).toBe(1);
  expect(notes[0]).toContain('in 6 pieces');
});

it('says nothing where every scale is whole', () => {
  const { notes, tell } = telling();
  tell({ scale: scaleAt(0) });
  expect(notes).toEqual([]);
});
