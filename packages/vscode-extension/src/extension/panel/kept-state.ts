import type { PanelState } from '../../shared/panel-state.js';
import type { SessionFiles } from './session-files.js';
import type { Sessions } from './sessions.js';

/** What one panel keeps for after a reload. */
export interface KeptState {
  keep(state: PanelState): void;
  /** Nothing of it is kept any more. */
  end(): void;
}

/** Keeps a panel's state under the name of its picture, and under another once it shows another. */
export function createKeptState({
  sessions,
  sessionFiles,
}: {
  readonly sessions: Sessions;
  readonly sessionFiles: Pick<SessionFiles, 'remove'>;
}): KeptState {
  let uri: string | null = null;
  const end = () => {
    if (uri !== null) {
      sessions.forget(uri);
      void sessionFiles.remove(uri);
    }
    uri = null;
  };
  return {
    keep: (state) => {
      if (uri !== state.uri) end();
      uri = state.uri;
      sessions.keep(state);
    },
    end,
  };
}
