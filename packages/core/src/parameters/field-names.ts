import type { GivenParameters, Parameters } from './schema.js';

type Name = keyof Parameters;

/** Version 1 of presets, recipes and checkpoints spells these as their first releases did. */
const WRITTEN: Partial<Record<Name, string>> = { normalization: 'normalisation' };

/** The name of a parameter in files of version 1. */
export function fileName(name: Name): string {
  return WRITTEN[name] ?? name;
}

/** Parameters under the names of files of version 1, in the same order. */
export function withFileNames(parameters: GivenParameters): Record<string, unknown> {
  const fields = Object.entries(parameters) as [Name, unknown][];
  return Object.fromEntries(fields.map(([name, value]) => [fileName(name), value]));
}

/**
 * The same fields under today's names, whichever of the two spellings each has. One that has both keeps
 * both, for `parseParameters` to refuse.
 */
export function withTodaysNames(
  fields: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const names = new Map(Object.entries(WRITTEN).map(([name, written]) => [written, name]));
  const today = Object.entries(fields).map(([field, value]) => {
    const name = names.get(field);
    return [name === undefined || Object.hasOwn(fields, name) ? field : name, value];
  });
  return Object.fromEntries(today);
}
