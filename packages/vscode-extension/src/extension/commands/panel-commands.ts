import type { PanelRegistry } from '../panel/panel-registry.js';
import type { CommandTable } from './command-table.js';

/** Commands for the panel that is used: made to be bound to keys. */
export function panelCommands(panels: PanelRegistry, showLog: () => void): CommandTable {
  const steer = (action: 'stylize' | 'stop' | 'cancel') => async () => {
    panels.current?.wish({ kind: 'steer', action });
  };
  return {
    'pastiche.startPainting': steer('stylize'),
    'pastiche.stopPainting': steer('stop'),
    'pastiche.cancelPainting': steer('cancel'),
    'pastiche.showPainting': async () => (panels.working ?? panels.current)?.reveal(),
    'pastiche.showLog': async () => showLog(),
  };
}
