// Apart from the presets themselves, which scripts hold that never ask for a fingerprint.

/** What a person's preset cannot begin with: it may have the name of a built-in one. */
const START = 'built-in:';

/** `presetFingerprint` of each one's parameters and picture; the test beside this file tells a new one. */
const LOOKS: Readonly<Record<string, string>> = {
  'oil-whirls': '2:2a84db3ba4350d1a',
  'palette-knife': '2:df1c17a561ecc196',
  watercolour: '2:bd53e8ad9ac03805',
  'ink-wash': '2:f216f8b40d3101d9',
  'chalk-pastel': '2:04595de90637fa02',
  pointillism: '2:a4309ef0a24a8c7c',
  woodcut: '2:2134125d3554cc66',
  'riso-print': '2:8fb470efbdbcab24',
  'glass-mosaic': '2:0335419e342f8903',
  'knitted-wool': '2:a8429990e2481332',
};

/** What recipes say of a built-in preset: changes with its parameters and its picture. */
export function builtInFingerprint(id: string): string {
  return `${START}${id}:${LOOKS[id]}`;
}

/** The id of the built-in preset that a fingerprint is of; `null`: it is of a preset of a person. */
export function builtInIdOf(fingerprint: string): string | null {
  if (!fingerprint.startsWith(START)) return null;
  return fingerprint.slice(START.length).split(':', 1)[0];
}
