// The plugin's share in Figma's sandbox: it has Figma's document and no pixels. What it is opened for
// comes as a command of the manifest.
import { BUILT_IN_STYLES } from './built-in-styles.js';
import { openPlugin, presetShelf } from './open-plugin.js';
import { suggest } from './quick-action.js';

figma.parameters.on('input', (event) => {
  void suggest(event, {
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

figma.on('run', (event) => {
  if (event.command === 'open-dev-resource') return;
  const { command, parameters } = event as RunParametersEvent;
  openPlugin(command, parameters);
});

function nameIn(document: string, id: string): string {
  try {
    const { name } = JSON.parse(document) as { name?: unknown };
    return typeof name === 'string' ? name : id;
  } catch {
    return id;
  }
}
