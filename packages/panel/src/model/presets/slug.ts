/** Names that Windows keeps for devices, whatever their ending. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)$/;

/**
 * A name as lower-case ASCII letters and digits with dashes between, for file names and ids.
 *
 * @param longest at most so many characters, at least 1
 * @param fallback when nothing of the name is left; itself a slug
 * @example
 * slug('Éva’s Harbour.png', 40, 'picture'); // 'eva-s-harbour-png'
 */
export function slug(name: string, longest: number, fallback: string): string {
  const ascii = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-/, '')
    .slice(0, longest)
    .replace(/-$/, '');
  if (ascii === '') return fallback;
  return DEVICE.test(ascii) ? `${fallback}-${ascii}`.slice(0, longest) : ascii;
}
