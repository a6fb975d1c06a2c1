import { useLayoutEffect } from 'preact/hooks';
import type { PanelModel } from '../model/model.js';
import { filesOf, takeAsContent, takeAsStyle } from './dropped-files.js';

/** A pasted picture is the style; or the content while there is none, where the panel may choose it. */
export function usePaste(model: PanelModel): void {
  useLayoutEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      const file = filesOf(event.clipboardData)[0];
      if (file === undefined) return;
      event.preventDefault();
      const wanted = model.content.value.kind === 'none' && model.capabilities.picksContent;
      void (wanted ? takeAsContent(model, file) : takeAsStyle(model, file));
    };
    document.addEventListener('paste', onPaste);
    return () => document.removeEventListener('paste', onPaste);
  }, [model]);
}
