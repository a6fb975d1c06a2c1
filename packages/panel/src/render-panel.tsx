import { render } from 'preact';
import type { PanelModel } from './model/model.js';
import type { Dictionary } from './model/say.js';
import './theme/panel.css';
import { Panel } from './view/panel/panel.js';
import type { Dress } from './view/panel-context.js';
import { ENGLISH, type Words } from './view/words.js';

/** What is shown, and how to end it. */
export interface MountedPanel {
  close(): void;
}

/**
 * Shows a model in `root`; closing leaves the model as it is.
 *
 * @param words another language; English when left out
 * @param sentences the model’s, for the names of built-in styles
 */
export function renderPanel(
  root: HTMLElement,
  model: PanelModel,
  dress: Dress,
  words: Words = ENGLISH,
  sentences?: Dictionary,
): MountedPanel {
  root.classList.add('p-root', `p-dress-${dress}`);
  render(<Panel model={model} words={words} sentences={sentences} dress={dress} />, root);
  return {
    close: () => {
      render(null, root);
      root.classList.remove('p-root', `p-dress-${dress}`);
    },
  };
}
