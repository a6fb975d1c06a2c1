import { describe, expect, it } from 'vitest';
import { createUndoHistory } from './undo-history.js';

/** A text that steps change: each keeps what was there before. */
function editor(mostBytes: number) {
  let text = '';
  const history = createUndoHistory<{ readonly bytes: Uint8Array; readonly text: string }>(
    mostBytes,
  );
  const kept = () => ({ text, bytes: new Uint8Array(4) });
  const apply = (step: { readonly text: string }) => {
    const back = kept();
    text = step.text;
    return back;
  };
  return {
    history,
    text: () => text,
    write: (more: string) => {
      history.push(kept());
      text += more;
    },
    undo: () => history.undo(apply),
    redo: () => history.redo(apply),
  };
}

describe('undoing', () => {
  it('goes back step by step, and forth again', () => {
    const { write, undo, redo, text, history } = editor(100);
    for (const letter of 'abc') write(letter);
    undo();
    undo();
    expect(text()).toBe('a');
    redo();
    expect(text()).toBe('ab');
    expect([history.undoable, history.redoable]).toEqual([true, true]);
  });

  it('does nothing at either end', () => {
    const { write, undo, redo, text, history } = editor(100);
    redo();
    write('a');
    undo();
    undo();
    expect(text()).toBe('');
    expect([history.undoable, history.redoable]).toEqual([false, true]);
  });

  it('forgets what was undone once something new is done', () => {
    const { write, undo, redo, text } = editor(100);
    write('a');
    undo();
    write('b');
    redo();
    expect(text()).toBe('b');
  });

  it('forgets the oldest steps beyond its memory, and keeps the newest whatever it holds', () => {
    const { write, undo, text, history } = editor(8);
    for (const letter of 'abc') write(letter);
    for (let time = 0; time < 3; time++) undo();
    expect(text()).toBe('a');
    history.clear();
    expect([history.undoable, history.redoable]).toEqual([false, false]);
    const small = editor(1);
    small.write('a');
    small.undo();
    expect(small.text()).toBe('');
  });
});
