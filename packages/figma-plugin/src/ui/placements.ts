import type { WindowState } from './window-state.js';

/** Which paintings reached the document or a file. */
export interface Placements {
  /** A painting is on its way. @returns told in the end whether it was written */
  begin(): (written: boolean) => void;
  /** Whether the last one was. */
  written(): boolean;
}

/** @param lookedAt the id of the painting that is looked at */
export function createPlacements(
  { placed, leaving }: Pick<WindowState, 'placed' | 'leaving'>,
  lookedAt: () => string | null,
): Placements {
  let last = false;
  return {
    begin: () => {
      // Another one may be looked at before this one has arrived.
      const entry = lookedAt();
      return (written) => {
        last = written;
        if (!written) return;
        if (entry !== null) placed.value = new Set([...placed.peek(), entry]);
        leaving.value = 0;
      };
    },
    written: () => last,
  };
}
