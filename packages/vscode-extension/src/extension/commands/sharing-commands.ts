import { sentence } from '@pastiche/panel/core';
import type { KeptPreset } from '../presets/kept-preset.js';
import { importFromText, type SharingServices } from '../sharing/import-shared.js';
import { presetLink, SAFE_LINK } from '../sharing/preset-link.js';
import type { CommandTable } from './command-table.js';

export interface SharingCommandsOptions extends SharingServices {
  /** `env.clipboard`. */
  readonly clipboard: {
    readText(): PromiseLike<string>;
    writeText(text: string): PromiseLike<void>;
  };
  /** `env.uriScheme`. */
  readonly uriScheme: string;
  /** This extension's. */
  readonly extensionId: string;
  /** The id of the preset in a row of the tree. */
  idOf(row: unknown): string | null;
}

/** Commands that give a preset away as text, and take one. */
export function sharingCommands(options: SharingCommandsOptions): CommandTable {
  const { presets, shareStrings, clipboard, ui, say } = options;
  const copyString = async (name: string, shareString: string) => {
    await clipboard.writeText(shareString);
    await ui.tell(say(sentence`The share string of ${name} is on the clipboard.`));
  };
  const withKept =
    (act: (preset: KeptPreset, shareString: string) => Promise<void>) => async (row: unknown) => {
      const id = options.idOf(row);
      const preset = id === null ? undefined : await presets.find(id);
      if (preset !== undefined) await act(preset, await shareStrings.write(preset.document));
    };
  return {
    'pastiche.presets.copyLink': withKept(async ({ name }, shareString) => {
      const link = presetLink(options.uriScheme, options.extensionId, shareString);
      await clipboard.writeText(link);
      if (link.length <= SAFE_LINK) {
        await ui.tell(say(sentence`The link to ${name} is on the clipboard.`));
        return;
      }
      const action = say(sentence`Copy Share String`);
      const message = say(
        sentence`The link to ${name} is on the clipboard, but so long that some systems cut it; a share string arrives whole.`,
      );
      if ((await ui.tell(message, action)) === action) await copyString(name, shareString);
    }),
    'pastiche.presets.copyString': withKept(({ name }, shareString) =>
      copyString(name, shareString),
    ),
    'pastiche.presets.importClipboard': async () =>
      importFromText(await clipboard.readText(), options),
  };
}
