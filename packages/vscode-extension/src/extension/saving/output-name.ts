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

// biome-ignore lint/suspicious/noTemplateCurlyInString: as above.
const NAME_VARIABLE = '${name}';

/** Without the ending and a number; file systems take 255 bytes, and letters may have four. */
const LONGEST = 60;

/** What some file system does not take, or takes as the way to another folder. */
const FORBIDDEN = /[\p{Cc}/\\:*?"<>|\u202a-\u202e\u2066-\u2069]/gu;

/** Names that Windows keeps for devices, whatever follows the point. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/**
 * The name of a painting's file, without its ending, from a pattern with the variables `${name}`,
 * `${preset}`, `${width}`, `${height}` and `${date}`; whatever else stands in `${…}` stays as it is.
 * It is never empty, never a path, and fit for every file system. Of what is too long only `${name}` is
 * shortened, because the rest tells paintings of one picture apart.
 *
 * @example
 * outputName('${name}-${width}', { name: 'harbour', width: 512, … }); // 'harbour-512'
 */
export function outputName(pattern: string, parts: NameParts): string {
  const clean = cleaned(fitting(pattern, parts));
  if (clean !== '') return DEVICE.test(clean) ? `_${clean}` : clean;
  return cleaned(fitting(DEFAULT_PATTERN, parts)) || 'painting';
}

/** A name and, should it be taken, the next ones: `harbour`, `harbour-2`, `harbour-3` … */
export function* numberedNames(name: string, ending: string): Generator<string, void> {
  yield `${name}.${ending}`;
  for (let number = 2; number < 10_000; number++) yield `${name}-${number}.${ending}`;
}

/** The pattern with its variables filled in, and the picture's name as long as there is room for it. */
function fitting(pattern: string, parts: NameParts): string {
  const fill = (name: string) =>
    pattern.replace(/\$\{(\w+)\}/g, (whole, variable: string) =>
      variableIn(variable, { ...parts, name }, whole),
    );
  const whole = fill(parts.name);
  const excess = [...whole].length - LONGEST;
  const times = pattern.split(NAME_VARIABLE).length - 1;
  if (excess <= 0 || times === 0) return whole;
  const letters = [...parts.name];
  const room = Math.max(1, letters.length - Math.ceil(excess / times));
  return fill(
    letters
      .slice(0, room)
      .join('')
      .replace(/[\s.]+$/, ''),
  );
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
