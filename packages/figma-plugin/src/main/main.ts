// The plugin's share in Figma's sandbox: it has Figma's document and no pixels. What it is opened for
// comes as a command of the manifest.

import { sentence } from '@pastiche/panel/sentence';
import { createSpeech } from './base/speech.js';
import { openPlugin, presetShelf } from './open-plugin.js';
import { BUILT_IN_STYLES } from './opening/built-in-styles.js';
import { suggest } from './opening/quick-action.js';

const speech = createSpeech();

figma.parameters.on('input', (event) => {
  void suggest(event, {
    say: speech.say,
    hasSelection: () => figma.currentPage.selection.length > 0,
    styles: async () => [
      ...BUILT_IN_STYLES,
      ...(await presetShelf().list()).map(({ id, document }) => ({
        id,
        name: nameIn(document, id),
      })),
    ],
  });
});

let isOpen = false;

figma.on('run', (event) => {
  if (event.command === 'open-dev-resource') return;
  // A window of its own would be put in the place of this one, with all that is painted in it.
  if (isOpen) {
    figma.notify(speech.say(sentence`Pastiche is open already; close its window to begin anew.`));
    return;
  }
  isOpen = true;
  const { command, parameters } = event as RunParametersEvent;
  openPlugin(command, parameters, speech);
});

function nameIn(document: string, id: string): string {
  try {
    const { name } = JSON.parse(document) as { name?: unknown };
    return typeof name === 'string' ? name : id;
  } catch {
    return id;
  }
}
