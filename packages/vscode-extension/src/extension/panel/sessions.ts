import { type PanelState, parsePanelState } from '../../shared/panel-state.js';
import type { Memento } from '../ports/memento.js';

const KEY = 'sessions';
const MOST = 20;

/**
 * What the open panels keep for after a reload. VS Code keeps a page's state too, but writes it down
 * only now and then; a browser's window that is reloaded may lose the last minute of it.
 */
export interface Sessions {
  keep(state: PanelState): void;
  forget(uri: string): void;
  /** The latest state of the panel that VS Code restores with `state`, as far as there is one. */
  resume(state: PanelState | null, open: readonly string[]): PanelState | null;
}

export function createSessions(memento: Memento): Sessions {
  const list = (): PanelState[] => {
    const kept = memento.get(KEY);
    if (!Array.isArray(kept)) return [];
    return kept.flatMap((state) => parsePanelState(state) ?? []);
  };
  const write = (states: readonly PanelState[]) => void memento.set(KEY, states.slice(0, MOST));
  const without = (uri: string) => list().filter((state) => state.uri !== uri);
  return {
    keep: (state) => write([state, ...without(state.uri)]),
    forget: (uri) => write(without(uri)),
    resume: (state, open) => {
      const kept = list();
      if (state !== null) return kept.find(({ uri }) => uri === state.uri) ?? state;
      return kept.find(({ uri }) => !open.includes(uri)) ?? null;
    },
  };
}
