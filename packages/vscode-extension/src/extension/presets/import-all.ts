import { inEnglish, type Said, type Say, saidBy, sentence } from '@pastiche/panel/core';
import { codeOf } from '../ports/extension-error.js';
import type { Log } from '../ports/log.js';
import type { Ui } from '../ports/ui.js';
import { importedSentence } from './preset-importing.js';
import type { PresetStore } from './preset-store.js';

/** A preset that could not be read, and why. */
export interface DamagedPreset {
  readonly name: string;
  readonly reason: Said;
}

/** Presets as texts of preset files, and those that are none. */
export interface FoundPresets {
  readonly presets: readonly { readonly name: string; readonly document: string }[];
  readonly damaged: readonly DamagedPreset[];
}

export interface ImportAllServices {
  readonly ui: Ui;
  readonly log: Log;
  readonly say: Say;
  readonly presets: PresetStore;
}

/** So many have room in a notification; the log has all. */
const MOST_LISTED = 3;

/**
 * Lets the person choose some of the presets and imports those; where other presets have their names,
 * the person says which stay. One that is damaged, or that cannot be kept, does not end the others: it
 * is named at the end.
 */
export async function importAll(
  found: FoundPresets,
  title: string,
  services: ImportAllServices,
): Promise<void> {
  const { ui, presets, say } = services;
  const choices = found.presets.map((preset) => ({ label: preset.name, value: preset }));
  const chosen = choices.length === 0 ? [] : await ui.chooseSome(title, choices);
  if (chosen === undefined) return;
  const places = await placesOf(chosen, services);
  if (places === null) return;
  const imported: string[] = [];
  const unchanged: string[] = [];
  const failed = [...found.damaged];
  // Replacing comes first: else a chosen one that is here already counts as imported, and is replaced.
  const isNew = ({ document }: { document: string }) => Number(!places.has(document));
  for (const { name, document } of [...chosen].sort((one, other) => isNew(one) - isNew(other))) {
    const replaced = places.get(document);
    try {
      if (replaced === undefined) {
        const { name: kept, isNew: isAdded } = await presets.importDocument(document);
        (isAdded ? imported : unchanged).push(kept);
      } else {
        await presets.save(replaced, document);
        imported.push(name);
      }
    } catch (error) {
      if (codeOf(error) === 'aborted') throw error;
      failed.push({ name, reason: saidBy(error) });
    }
  }
  const same = unchanged.length === 0 ? [] : [unchangedSentence(unchanged)];
  if (failed.length > 0) await complainOf(failed, imported, same, services);
  else if (imported.length > 0 || unchanged.length > 0) {
    const done = imported.length === 0 ? [] : [doneSentence(imported)];
    await ui.tell([...done, ...same].map(say).join(' '));
  }
}

/**
 * Ids of the presets that are to be replaced, by what replaces them: of several with one name, the first.
 *
 * @returns `null`: not at all
 */
async function placesOf(
  chosen: FoundPresets['presets'],
  { ui, say, presets }: ImportAllServices,
): Promise<ReadonlyMap<string, string> | null> {
  const namesakes = new Map<string, string>();
  const taken = new Set<string>();
  const names: string[] = [];
  for (const { name, document } of chosen) {
    const namesake = await presets.namesakeOf(document);
    if (namesake === null || taken.has(namesake.id)) continue;
    taken.add(namesake.id);
    namesakes.set(document, namesake.id);
    names.push(name);
  }
  if (names.length === 0) return namesakes;
  const replaces = await ui.choose(
    say(sentence`Here already, but not the same: ${listed(names)}`),
    [
      {
        label: say(sentence`Replace what is here`),
        description: say(sentence`“Update Pastiche Results…” can then paint their paintings anew.`),
        value: true,
      },
      { label: say(sentence`Keep both`), value: false },
    ],
  );
  if (replaces === undefined) return null;
  return replaces ? namesakes : new Map();
}

function doneSentence(names: readonly string[]): Said {
  if (names.length === 1) return importedSentence({ name: names[0], isNew: true });
  return sentence`${names.length} presets were imported: ${listed(names)}.`;
}

function unchangedSentence(names: readonly string[]): Said {
  if (names.length === 1) return importedSentence({ name: names[0], isNew: false });
  return sentence`${names.length} presets are here already, unchanged: ${listed(names)}.`;
}

async function complainOf(
  failed: readonly DamagedPreset[],
  imported: readonly string[],
  same: readonly Said[],
  { ui, log, say }: ImportAllServices,
): Promise<void> {
  for (const { name, reason } of failed) log.error(`${name}: ${inEnglish(reason)}`);
  const reasons = failed.map(({ name, reason }) => `${name}: ${say(reason)}`);
  const head = say(sentence`Presets imported: ${imported.length}; not imported: ${failed.length}.`);
  await ui.complain([head, ...reasons.slice(0, MOST_LISTED), ...same.map(say)].join(' '));
}

function listed(names: readonly string[]): string {
  const more = names.length > MOST_LISTED ? ', …' : '';
  return names.slice(0, MOST_LISTED).join(', ') + more;
}
