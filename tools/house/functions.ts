import type { SourceFile } from './source-files.js';

/** A function and how many lines it has, from its first word to its closing bracket. */
export interface FunctionLength {
  readonly path: string;
  readonly name: string;
  readonly lines: number;
}

/** Lines that open a body: of a function, an arrow function, a method, or of one whose head is longer. */
const OPENINGS: readonly RegExp[] = [
  /\bfunction\b.*\{$/,
  /=> \{$/,
  /^\s*(?:async )?\w+\(.*\)(?:: .+)? \{$/,
  /^\s*[)}].*\)?: .+ \{$/,
  /^\s*\}?\) \{$/,
];

const NO_FUNCTION = /^\s*(?:\} )?(?:if|for|while|switch|catch|else|do|try|finally|return \{)\b/;

/**
 * The functions of a file. They are found by the formatter's layout: a body ends at the first line
 * that begins with a closing bracket as far in as the line that opened it.
 */
export function functionsIn({ path, text }: SourceFile): FunctionLength[] {
  const lines = text.split('\n');
  return lines.flatMap((line, opening) => {
    if (NO_FUNCTION.test(line) || !OPENINGS.some((pattern) => pattern.test(line))) return [];
    const inset = insetOf(line);
    const end = lines.findIndex(
      (later, at) => at > opening && insetOf(later) === inset && /^\s*\}/.test(later),
    );
    if (end < 0) return [];
    const start = headOf(lines, opening);
    return [{ path, name: nameIn(lines[start] as string), lines: end - start + 1 }];
  });
}

/** Where the head of a function begins whose body opens at a line. */
function headOf(lines: readonly string[], opening: number): number {
  const inset = insetOf(lines[opening] as string);
  let start = opening;
  while (
    start > 0 &&
    (/^\s*[)}]/.test(lines[start] as string) || insetOf(lines[start]) !== inset)
  ) {
    start--;
  }
  return start;
}

function insetOf(line: string | undefined): number {
  return line === undefined || line === '' ? -1 : line.length - line.trimStart().length;
}

function nameIn(line: string): string {
  const named = /\b(?:function\*?|const) (\w+)/.exec(line) ?? /^\s*(?:async )?(\w+)/.exec(line);
  return named?.[1] ?? 'a function without a name';
}
