import { ENGLISH, type Language } from '@pastiche/core';
import { render } from 'preact';
import type { PanelModel } from './model/model.js';
import './theme/panel.css';
import { Panel } from './view/panel/panel.js';
import type { Dress } from './view/panel-context.js';

/** What is shown, and how to end it. */
export interface MountedPanel {
  close(): void;
}

/**
 * Shows a model in `root`; closing leaves the model as it is.
 *
 * @param language the model's, which is the person's; English when left out
 */
export function renderPanel(
  root: HTMLElement,
  model: PanelModel,
  dress: Dress,
  language: Language = ENGLISH,
): MountedPanel {
  root.classList.add('p-root', `p-dress-${dress}`);
  render(<Panel model={model} language={language} dress={dress} />, root);
  return {
    close: () => {
      render(null, root);
      root.classList.remove('p-root', `p-dress-${dress}`);
    },
  };
}
