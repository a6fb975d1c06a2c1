import { BUILT_IN_PRESETS, sentence } from '@pastiche/panel/core';
import type { Uri } from 'vscode';
import type { Batcher } from '../batch/create-batcher.js';
import { type PickServices, pickPicture } from '../panel/host-files.js';
import type { PanelRegistry } from '../panel/panel-registry.js';
import { chosenPictures } from '../pictures/chosen-pictures.js';
import { PICTURE_ENDINGS } from '../pictures/picture-kinds.js';
import { readPicture } from '../pictures/read-picture.js';
import { type OfferedPreset, offeredPresets, presetChoices } from '../presets/preset-shelf.js';
import type { PresetStore } from '../presets/preset-store.js';
import type { RecentPresets } from '../presets/recent-presets.js';
import type { CommandTable } from './command-table.js';

export interface PictureCommandsOptions extends PickServices {
  readonly panels: PanelRegistry;
  readonly presets: PresetStore;
  readonly recent: RecentPresets;
  readonly batch: Batcher;
  /** The picture in the active tab, if it is one. */
  activePicture(): Uri | null;
}

/** Commands about pictures: from the Explorer, from a tab, from the Command Palette. */
export function pictureCommands(options: PictureCommandsOptions): CommandTable {
  const { panels, say, recent } = options;
  const chosen = (clicked: unknown, selected: unknown) =>
    chosenOrPicked(options, clicked, selected);
  const withPreset = async (pictures: readonly Uri[], preset: OfferedPreset | undefined) => {
    if (preset !== undefined && pictures.length > 0) await options.batch(pictures, preset);
  };
  const applyById = async (id: string | undefined, pictures: readonly Uri[]) => {
    const preset = (await offeredPresets(options.presets, options.say)).find(
      (one) => one.id === id,
    );
    // The one used last may be gone by now.
    await withPreset(pictures, preset ?? (await choosePreset(options)));
  };
  return {
    'pastiche.stylize': async (clicked, selected) => {
      const pictures = await chosen(clicked, selected);
      if (pictures.length === 1) panels.open(pictures[0]);
      else if (pictures.length > 1) await withPreset(pictures, await choosePreset(options));
    },
    'pastiche.useAsStyle': async (clicked, selected) => {
      const [picture] = await chosen(clicked, selected);
      if (picture === undefined) return;
      const style = await readPicture(picture, options);
      const panel =
        panels.current ?? (await openFor(options, say(sentence`Choose the picture to paint`)));
      panel?.wish({ kind: 'useStyle', ...style });
      panel?.reveal();
    },
    'pastiche.applyPreset': async (clicked, selected) => {
      const pictures = await chosen(clicked, selected);
      if (pictures.length > 0) await withPreset(pictures, await choosePreset(options));
    },
    'pastiche.applyLastPreset': async (clicked, selected) => {
      const pictures = await chosen(clicked, selected);
      if (pictures.length > 0) await applyById(recent.list()[0], pictures);
    },
    ...Object.fromEntries(
      BUILT_IN_PRESETS.map(({ id }) => [
        `pastiche.applyBuiltIn.${id}`,
        async (clicked: unknown, selected: unknown) =>
          applyById(`built-in:${id}`, await chosen(clicked, selected)),
      ]),
    ),
  };
}

async function chosenOrPicked(
  options: PictureCommandsOptions,
  clicked: unknown,
  selected: unknown,
): Promise<readonly Uri[]> {
  const pictures = chosenPictures({ clicked, selected, active: options.activePicture() });
  if (pictures.length > 0) return pictures;
  const picked = await pickPicture(options, null);
  return picked === null ? [] : [picked];
}

async function choosePreset({
  ui,
  say,
  presets,
  recent,
}: PictureCommandsOptions): Promise<OfferedPreset | undefined> {
  const choices = presetChoices(await offeredPresets(presets, say), recent.list(), say);
  return ui.choose(say(sentence`Choose a preset`), choices);
}

async function openFor({ ui, panels, say }: PictureCommandsOptions, title: string) {
  const picked = await ui.pickFile(title, { [say(sentence`Pictures`)]: PICTURE_ENDINGS }, null);
  return picked === null ? null : panels.open(picked);
}
