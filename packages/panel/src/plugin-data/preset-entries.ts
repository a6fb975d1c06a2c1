import { fnv1a } from '@pastiche/core/fnv1a';
import * as LIMITS from '@pastiche/core/limits';
import { sentence } from '@pastiche/core/sentence';
import { PluginDataError } from './plugin-data-error.js';
import { piecesOf, utf8Bytes } from './text-size.js';

/** Of `setSharedPluginData`. */
export const PLUGIN_DATA_NAMESPACE = 'pastiche';

/** What Figma allows an entry: namespace, key and value together, bytes. */
export const MOST_ENTRY_BYTES = LIMITS.PLUGIN_DATA_ENTRY_BYTES;

/** A key and a value under {@link PLUGIN_DATA_NAMESPACE}. */
export interface PluginDataEntry {
  readonly key: string;
  readonly value: string;
}

/** What stands under a preset's own key when its text does not fit there. */
interface Index {
  readonly pastiche: 'preset-parts';
  readonly version: number;
  readonly parts: number;
  readonly characters: number;
  readonly checksum: string;
}

const VERSION = 1;
const START = 'preset.';
const ID = /^[a-z0-9][a-z0-9-]{0,79}$/;
const KEY = /^preset\.([a-z0-9][a-z0-9-]{0,79})(?:\.\d+)?$/;
const MOST_PARTS = LIMITS.PLUGIN_DATA_PARTS;

/**
 * The entries that keep the text of a preset file under `preset.<id>`: one where it fits, as a preset
 * with pictures does that the panel made; else parts, and last an index that tells of them. Whoever
 * writes them deletes the keys of {@link keysOfPreset} that are not among them.
 *
 * @param id letters a to z, digits and hyphens, at most 80
 * @throws PluginDataError `invalid-id`
 *
 * @example
 * for (const { key, value } of presetToEntries(id, document)) {
 *   figma.root.setSharedPluginData(PLUGIN_DATA_NAMESPACE, key, value);
 * }
 */
export function presetToEntries(
  id: string,
  document: string,
  maxBytes: number = MOST_ENTRY_BYTES,
): readonly PluginDataEntry[] {
  if (!ID.test(id)) {
    throw new PluginDataError(
      'invalid-id',
      sentence`The id of a preset has lower-case letters, digits and hyphens, but ${JSON.stringify(id.slice(0, 40))} came; choose another.`,
    );
  }
  const key = START + id;
  if (utf8Bytes(document) <= roomIn(key, maxBytes)) return [{ key, value: document }];
  const pieces = piecesOf(document, roomIn(`${key}.${MOST_PARTS}`, maxBytes));
  const index: Index = {
    pastiche: 'preset-parts',
    version: VERSION,
    parts: pieces.length,
    characters: document.length,
    checksum: checksumOf(document),
  };
  return [
    ...pieces.map((value, number) => ({ key: `${key}.${number + 1}`, value })),
    { key, value: JSON.stringify(index) },
  ];
}

/**
 * The text that {@link presetToEntries} was given. What the text says is for `parsePreset` to check.
 *
 * @param read gives the value of a key, and nothing or an empty text where there is none
 * @throws PluginDataError a sentence: which preset, and what is wrong with it
 */
export function presetFromEntries(
  id: string,
  read: (key: string) => string | null | undefined,
): string {
  const key = START + id;
  const value = read(key) || '';
  if (value === '')
    throw new PluginDataError('absent', sentence`The preset ${id} is not in this document.`);
  const index = indexIn(value);
  if (index === null) return value;
  if (index.version !== VERSION) {
    throw new PluginDataError(
      'newer-version',
      sentence`The preset ${id} was saved by a newer Pastiche; update Pastiche to read it.`,
    );
  }
  if (!(index.parts >= 1 && index.parts <= MOST_PARTS)) throw damaged(id);
  let document = '';
  for (let number = 1; number <= index.parts; number += 1) {
    const part = read(`${key}.${number}`) || '';
    if (part === '') throw damaged(id);
    document += part;
  }
  const isWhole = document.length === index.characters && checksumOf(document) === index.checksum;
  if (!isWhole) throw damaged(id);
  return document;
}

/** The ids of the presets that some of the keys belong to, in the order of the alphabet. */
export function presetIdsIn(keys: readonly string[]): readonly string[] {
  const ids = keys.filter((key) => ID.test(key.slice(START.length)) && key.startsWith(START));
  return ids.map((key) => key.slice(START.length)).sort();
}

/** Those of the keys that belong to a preset: all that is deleted with it. */
export function keysOfPreset(id: string, keys: readonly string[]): readonly string[] {
  return keys.filter((key) => KEY.exec(key)?.[1] === id);
}

/** Bytes that are left for a value. */
function roomIn(key: string, maxBytes: number): number {
  return Math.max(4, maxBytes - utf8Bytes(PLUGIN_DATA_NAMESPACE) - utf8Bytes(key));
}

/** A preset file has the same form and another kind; only this one is ours. */
function indexIn(value: string): Index | null {
  if (!value.startsWith('{"pastiche":"preset-parts"')) return null;
  try {
    return JSON.parse(value) as Index;
  } catch {
    return { pastiche: 'preset-parts', version: VERSION, parts: 0, characters: 0, checksum: '' };
  }
}

function damaged(id: string): PluginDataError {
  return new PluginDataError(
    'damaged',
    sentence`The preset ${id} is damaged: a part of it is missing or of another time, perhaps because two people saved it at once; save it anew.`,
  );
}

/** 8 hexadecimal digits. */
function checksumOf(text: string): string {
  return fnv1a(text).toString(16).padStart(8, '0');
}
