import type { ExportMixin, ExportSettingsImage } from '@figma/plugin-typings/plugin-api-standalone';
import { compose } from '../interface/api-object.js';
import type { NodeContext } from '../scene/scene.js';
import { stored } from './stored-properties.js';

export function exporting(context: NodeContext) {
  const own: Pick<ExportMixin, 'exportAsync'> = {
    // One implementation stands for all of Figma's overloads; formats that give no bytes are refused.
    exportAsync: (async (settings?: ExportSettingsImage) => {
      context.record('exportAsync');
      return context.scene.exportNode(context.id, settings);
    }) as ExportMixin['exportAsync'],
  };
  return compose(own, stored(context, 'exportSettings'));
}
