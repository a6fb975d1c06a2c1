import { type Preset, parsePreset, type Say, sentence } from '@pastiche/panel/core';
import type { Ui } from '../ports/ui.js';
import { importedSentence } from '../presets/preset-importing.js';
import type { PresetStore } from '../presets/preset-store.js';
import type { ShareStrings } from '../presets/share-strings.js';
import { type LinkParts, shareStringIn, withoutEncoding } from './preset-link.js';

export interface SharingServices {
  readonly ui: Ui;
  readonly say: Say;
  readonly presets: PresetStore;
  readonly shareStrings: ShareStrings;
}

/** Imports the preset in a link that the person followed, after asking: anybody may have made it. */
export type ImportFromLink = (link: LinkParts) => Promise<void>;

/**
 * Makes what follows links. A link that is followed again while its question stands, as by a double
 * click, asks no second time.
 *
 * @returns a function that rejects with ExtensionError or StyleTransferError
 */
export function createImportFromLink(services: SharingServices): ImportFromLink {
  const asking = new Set<string>();
  return async (link) => {
    const shareString = shareStringIn(link);
    if (asking.has(shareString)) return;
    asking.add(shareString);
    try {
      await importShareString(shareString, services);
    } finally {
      asking.delete(shareString);
    }
  };
}

async function importShareString(text: string, services: SharingServices): Promise<void> {
  const { ui, say } = services;
  const document = await services.shareStrings.read(text);
  const preset = parsePreset(document);
  const question = say(sentence`Import the preset “${preset.name}”?`);
  if (await ui.confirm(question, detailOf(preset, say), say(sentence`Import`))) {
    await keep(document, services);
  }
}

/**
 * Imports what the person copied: a share string, a link, or the text of a preset file.
 *
 * @throws ExtensionError, StyleTransferError
 */
export async function importFromText(text: string, services: SharingServices): Promise<void> {
  const given = text.trim();
  const document = given.startsWith('{')
    ? given
    : await services.shareStrings.read(withoutEncoding(given));
  await keep(document, services);
}

async function keep(document: string, { ui, say, presets }: SharingServices): Promise<void> {
  await ui.tell(say(importedSentence(await presets.importDocument(document))));
}

function detailOf({ styles }: Preset, say: Say): string {
  const names = styles.map(({ name }) => name).join(', ');
  return say(sentence`It comes from a link. Its styles: ${names}.`);
}
