import { holdsPresetString } from '@pastiche/core/presets';
import { useLayoutEffect } from 'preact/hooks';
import type { PanelModel } from '../../model/model.js';
import { filesOf, takeAsContent, takeAsStyle } from '../dropped-files.js';

/**
 * A pasted picture is the style; or the content while there is none, where the panel may choose it. A
 * share string is a preset, also where a number or a name is being written.
 */
export function usePaste(model: PanelModel): void {
  useLayoutEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      const file = filesOf(event.clipboardData)[0];
      const text = event.clipboardData?.getData('text/plain') ?? '';
      if (file === undefined && holdsPresetString(text)) {
        event.preventDefault();
        void model.addText(text);
      }
      if (file === undefined) return;
      event.preventDefault();
      const wanted = model.content.value.kind === 'none' && model.capabilities.picksContent;
      void (wanted ? takeAsContent(model, file) : takeAsStyle(model, file));
    };
    document.addEventListener('paste', onPaste);
    return () => document.removeEventListener('paste', onPaste);
  }, [model]);
}
