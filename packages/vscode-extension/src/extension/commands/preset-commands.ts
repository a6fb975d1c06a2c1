import { sentence } from '@pastiche/panel/core';
import type { Uri } from 'vscode';
import { type PickServices, pickPicture } from '../panel/host-files.js';
import type { PanelRegistry } from '../panel/panel-registry.js';
import { folderOf } from '../pictures/place-names.js';
import type { KeptPreset } from '../presets/kept-preset.js';
import { importedSentence } from '../presets/preset-importing.js';
import { PRESET_ENDING, presetStem } from '../presets/preset-names.js';
import type { PresetStore } from '../presets/preset-store.js';
import type { CommandTable } from './command-table.js';

export interface PresetCommandsOptions extends PickServices {
  readonly panels: PanelRegistry;
  readonly presets: PresetStore;
  /** The id of the preset in a row of the tree. */
  idOf(row: unknown): string | null;
  /** Where files are exported to unless the person says otherwise. */
  exportFolder(): Uri | null;
}

/** Commands of the presets' tree. */
export function presetCommands(options: PresetCommandsOptions): CommandTable {
  const { presets, ui, say, files } = options;
  const withKept = (act: (preset: KeptPreset) => Promise<void>) => async (row: unknown) => {
    const id = options.idOf(row);
    const preset = id === null ? undefined : await presets.find(id);
    if (preset !== undefined) await act(preset);
  };
  return {
    'pastiche.presets.apply': (row) => apply(options, row),
    'pastiche.presets.rename': withKept(async ({ id, name }) => {
      const wanted = (await ui.askText(say(sentence`Name of the preset`), name))?.trim();
      if (wanted && wanted !== name) await presets.rename(id, wanted);
    }),
    'pastiche.presets.duplicate': withKept(async ({ id, name }) => {
      const wanted = (
        await ui.askText(say(sentence`Name of the copy`), say(sentence`${name} (copy)`))
      )?.trim();
      if (wanted) await presets.duplicate(id, wanted);
    }),
    'pastiche.presets.delete': withKept(async ({ id, name }) => {
      const detail = say(sentence`Its file goes to the trash, where there is one.`);
      if (
        await ui.confirm(say(sentence`Delete the preset ${name}?`), detail, say(sentence`Delete`))
      ) {
        await presets.remove(id);
      }
    }),
    'pastiche.presets.export': withKept(async ({ id, name, file }) => {
      const folder = options.exportFolder() ?? folderOf(file);
      const suggestion = files.at(folder, `${presetStem(name)}${PRESET_ENDING}`);
      const place = await ui.pickPlace(
        say(sentence`Export ${name}`),
        { JSON: ['json'] },
        suggestion,
      );
      if (place !== null) await presets.exportTo(id, place);
    }),
    'pastiche.presets.import': async () => {
      const file = await ui.pickFile(say(sentence`Choose a preset file`), { JSON: ['json'] }, null);
      if (file === null) return;
      await ui.tell(say(importedSentence(await presets.importFrom(file))));
    },
    'pastiche.presets.openFile': withKept(({ file }) => ui.open(file)),
    'pastiche.presets.refresh': async () => presets.noteChange(),
  };
}

/** In the panel that is used, or in a new one for a picture that the person chooses. */
async function apply(options: PresetCommandsOptions, row: unknown): Promise<void> {
  const id = options.idOf(row);
  if (id === null) return;
  let panel = options.panels.current;
  if (panel === null) {
    const picture = await pickPicture(options, null);
    if (picture === null) return;
    panel = options.panels.open(picture);
  }
  panel.wish({ kind: 'choosePreset', id: id.startsWith('built-in:') ? id : `preset:${id}` });
  panel.reveal();
}
