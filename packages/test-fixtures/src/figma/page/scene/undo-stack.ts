import type { DocumentModel, Snapshot } from './document-model.js';

export interface UndoStack {
  /** Closes the step that is open, if it changed anything. */
  commit(by: 'plugin' | 'person'): void;
  /** Takes the open step back, or else the last closed one. @returns whether there was any */
  undo(): boolean;
  /** Takes the open step back, down to the last commit. */
  revert(): void;
  /** How many steps of the plugin can be undone; the open one counts. */
  pluginSteps(): number;
}

/** Keeps a copy of the document per step: documents of tests are small. */
export function createUndoStack(model: DocumentModel): UndoStack {
  const steps: { readonly before: Snapshot; readonly by: 'plugin' | 'person' }[] = [];
  let last = model.snapshot();
  const isOpen = () => !isSame(last, model.snapshot());
  return {
    commit(by) {
      if (!isOpen()) return;
      steps.push({ before: last, by });
      last = model.snapshot();
    },
    undo() {
      if (!isOpen()) {
        const step = steps.pop();
        if (step === undefined) return false;
        last = step.before;
      }
      model.restore(last);
      return true;
    },
    revert() {
      model.restore(last);
    },
    pluginSteps: () => steps.filter(({ by }) => by === 'plugin').length + (isOpen() ? 1 : 0),
  };
}

function isSame(one: Snapshot, other: Snapshot): boolean {
  return JSON.stringify([...one]) === JSON.stringify([...other]);
}
