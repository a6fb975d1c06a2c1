/** A template that is tagged as a sentence. */
export interface TaggedSentence {
  /** With `{0}`, `{1}` … for its places, as the tag makes it. */
  readonly pattern: string;
  /** The source of what stands in the places. */
  readonly values: readonly string[];
}

/** What a comment shows as an example is none; an address in a text is no comment. */
const COMMENT = /\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm;
const TAG = /(?<![\w.`])sentence`/g;

/** The sentences of a TypeScript source, those in the places of others too. */
export function sentencesIn(source: string): readonly TaggedSentence[] {
  const code = source.replace(COMMENT, '');
  return [...code.matchAll(TAG)].map(({ index, 0: tag }) => read(code, index + tag.length));
}

function read(code: string, start: number): TaggedSentence {
  const values: string[] = [];
  let pattern = '';
  let at = start;
  while (code[at] !== '`') {
    if (code.startsWith('${', at)) {
      const end = endOfPlace(code, at + 2);
      pattern += `{${values.length}}`;
      values.push(code.slice(at + 2, end));
      at = end + 1;
    } else {
      // What is escaped here is a backtick, a dollar sign or a backslash.
      if (code[at] === '\\') at += 1;
      pattern += code[at];
      at += 1;
    }
    if (at >= code.length) throw new Error(`A sentence does not end: ${pattern.slice(0, 60)}`);
  }
  return { pattern, values };
}

/** The index of the brace that closes a place: quotes and templates in it may hold braces of their own. */
function endOfPlace(code: string, start: number): number {
  let depth = 0;
  for (let at = start; at < code.length; at++) {
    const letter = code[at];
    if (letter === "'" || letter === '"') at = code.indexOf(letter, at + 1);
    else if (letter === '`') at = endOfTemplate(code, at + 1);
    else if (letter === '{') depth += 1;
    else if (letter === '}' && depth === 0) return at;
    else if (letter === '}') depth -= 1;
  }
  throw new Error(`A place does not end: ${code.slice(start, start + 60)}`);
}

function endOfTemplate(code: string, start: number): number {
  let at = start;
  while (code[at] !== '`') at = code.startsWith('${', at) ? endOfPlace(code, at + 2) + 1 : at + 1;
  return at;
}
