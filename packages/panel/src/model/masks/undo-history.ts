/** Something that can be taken back and put back: applying it gives what takes that back again. */
export interface Step {
  /** What it costs to keep. */
  readonly bytes: Uint8Array;
}

/** What was done and what was undone, within a bound of memory. */
export interface UndoHistory<Kept extends Step> {
  readonly undoable: boolean;
  readonly redoable: boolean;
  /** Something new was done: what was undone before can not be redone any more. */
  push(step: Kept): void;
  /** @param apply takes a step back and gives the one that does it again */
  undo(apply: (step: Kept) => Kept): void;
  redo(apply: (step: Kept) => Kept): void;
  clear(): void;
}

/** @param mostBytes what all steps together may hold; the oldest are forgotten, the newest is always kept */
export function createUndoHistory<Kept extends Step>(mostBytes: number): UndoHistory<Kept> {
  let done: Kept[] = [];
  let undone: Kept[] = [];
  const forgetOldest = () => {
    let bytes = done.reduce((sum, step) => sum + step.bytes.length, 0);
    while (bytes > mostBytes && done.length > 1) bytes -= done.shift()?.bytes.length ?? 0;
  };
  return {
    get undoable() {
      return done.length > 0;
    },
    get redoable() {
      return undone.length > 0;
    },
    push: (step) => {
      undone = [];
      done.push(step);
      forgetOldest();
    },
    undo: (apply) => {
      const step = done.pop();
      if (step !== undefined) undone.push(apply(step));
    },
    redo: (apply) => {
      const step = undone.pop();
      if (step !== undefined) done.push(apply(step));
    },
    clear: () => {
      done = [];
      undone = [];
    },
  };
}
