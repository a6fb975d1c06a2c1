/** What a file name may be made of. */
export interface NameParts {
  /** Of the original, without its ending. */
  readonly name: string;
  /** Of the style, in letters that every file system takes. */
  readonly preset: string;
  readonly width: number;
  readonly height: number;
  readonly date: Date;
}

// biome-ignore lint/suspicious/noTemplateCurlyInString: variables look as in VS Code's own settings.
export const DEFAULT_PATTERN = '${name}.${preset}';

/** Without the ending and a number; file systems take 255 bytes, and letters may have four. */
const LONGEST = 60;

/** What some file system does not take, or takes as the way to another folder. */
const FORBIDDEN = /[\p{Cc}/\\:*?"<>|\u202a-\u202e\u2066-\u2069]/gu;

/** Names that Windows keeps for devices, whatever follows the point. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/**
 * The name of a painting's file, without its ending, from a pattern with the variables `${name}`,
 * `${preset}`, `${width}`, `${height}` and `${date}`; whatever else stands in `${…}` stays as it is.
 * It is never empty, never a path, and fit for every file system.
 *
 * @example
 * outputName('${name}-${width}', { name: 'harbour', width: 512, … }); // 'harbour-512'
 */
export function outputName(pattern: string, parts: NameParts): string {
  const filled = pattern.replace(/\$\{(\w+)\}/g, (whole, variable: string) =>
    variableIn(variable, parts, whole),
  );
  const clean = cleaned(filled);
  if (clean !== '') return DEVICE.test(clean) ? `_${clean}` : clean;
  return cleaned(`${parts.name}.${parts.preset}`) || 'painting';
}

/** A name and, should it be taken, the next ones: `harbour`, `harbour-2`, `harbour-3` … */
export function* numberedNames(name: string, ending: string): Generator<string, void> {
  yield `${name}.${ending}`;
  for (let number = 2; number < 10_000; number++) yield `${name}-${number}.${ending}`;
}

function variableIn(variable: string, parts: NameParts, otherwise: string): string {
  switch (variable) {
    case 'name':
    case 'preset':
      return parts[variable];
    case 'width':
    case 'height':
      return String(parts[variable]);
    case 'date':
      return dateOf(parts.date);
    default:
      return otherwise;
  }
}

function cleaned(text: string): string {
  const characters = [...text.replace(FORBIDDEN, '-')].slice(0, LONGEST).join('');
  // Windows drops points and spaces at the end; a point at the beginning hides a file elsewhere.
  return characters.replace(/^[\s.]+|[\s.]+$/g, '');
}

function dateOf(date: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
