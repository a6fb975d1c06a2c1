import {
  encodePreset,
  encodePresetString,
  parsePreset,
  parsePresetString,
} from '@pastiche/panel/core';

/** Presets as strings that survive chat programs. Methods reject with a StyleTransferError. */
export interface ShareStrings {
  /** @param document the text of a preset file */
  write(document: string): Promise<string>;
  /** @returns the text of a preset file */
  read(shareString: string): Promise<string>;
}

export function createShareStrings(): ShareStrings {
  return {
    write: async (document) => encodePresetString(parsePreset(document)),
    read: async (shareString) => encodePreset(await parsePresetString(shareString)),
  };
}
