import { useLayoutEffect } from 'preact/hooks';
import type { PanelModel } from '../../model/model.js';

/**
 * Ctrl or Cmd+Enter begins a painting and Escape cancels the one under way, wherever the focus is.
 * While nothing is painted, Escape is the host's.
 */
export function useShortcuts(model: PanelModel): void {
  useLayoutEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.repeat || event.defaultPrevented) return;
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        if (!model.busy.value && model.obstacle.value === null) void model.stylize();
      } else if (event.key === 'Escape' && model.busy.value) {
        event.preventDefault();
        event.stopPropagation();
        model.cancel();
      }
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [model]);
}
