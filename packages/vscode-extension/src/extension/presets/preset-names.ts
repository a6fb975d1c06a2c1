/** What preset files end in. */
export const PRESET_ENDING = '.pastiche.json';

/** A preset's id: where it is kept, and its file's name without the ending. */
export type PresetPlace =
  | { readonly kind: 'built-in'; readonly id: string }
  | { readonly kind: 'user'; readonly stem: string }
  | { readonly kind: 'workspace'; readonly folder: string; readonly stem: string };

/**
 * Reads an id as the panel and the tree use it: `built-in:mosaic`, `workspace/<folder>/<stem>`, or
 * the stem alone for the person's own. `null` for anything that could lead out of its folder.
 */
export function parsePresetId(id: string): PresetPlace | null {
  if (id.startsWith('built-in:')) return { kind: 'built-in', id: id.slice('built-in:'.length) };
  const parts = id.split('/');
  if (!parts.every(isSafe)) return null;
  if (parts.length === 1) return { kind: 'user', stem: parts[0] };
  const [kind, folder, stem] = parts;
  if (parts.length !== 3 || kind !== 'workspace') return null;
  const name = decoded(folder);
  return name === null ? null : { kind, folder: name, stem };
}

/** The id of a preset in the `.pastiche` folder of a workspace folder. */
export function workspacePresetId(folder: string, stem: string): string {
  return `workspace/${encodeURIComponent(folder)}/${stem}`;
}

/** A name as a file's: letters, digits and dashes of any script, at most 48. */
export function presetStem(name: string): string {
  const stem = [
    ...name
      .normalize('NFC')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, '-'),
  ]
    .slice(0, 48)
    .join('')
    .replace(/^-+|-+$/g, '');
  return stem === '' ? 'preset' : stem;
}

/**
 * A name for people that none of `taken` has or looks like: `Harbour`, `Harbour (2)` …
 *
 * @param most characters; a longer one loses its end, not its number
 */
export function freePresetName(name: string, taken: readonly string[], most: number): string {
  const looks = new Set(taken.map(lookOfName));
  let free = name;
  for (let number = 2; looks.has(lookOfName(free)); number++) {
    const ending = ` (${number})`;
    free = [...name].slice(0, most - ending.length).join('') + ending;
  }
  return free;
}

/** What a person sees of a name: two that differ only in marks unseen, or in how letters are coded, are one. */
export function lookOfName(name: string): string {
  return name
    .normalize('NFKC')
    .replace(/\p{Default_Ignorable_Code_Point}+/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
}

function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}

function isSafe(part: string): boolean {
  return part !== '' && !/[\\/:]|^\.+$/.test(part) && !/%2f|%5c/i.test(part);
}
