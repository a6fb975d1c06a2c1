/** Where a stack, a class of error, or words of the JavaScript engine stand in what people are told. */
const TECHNICAL = [
  /^\s+at .+(:\d+|<anonymous>|native)\)?$/m,
  /\b(Type|Range|Reference|Syntax|Eval|URI)Error\b/,
  /\bnode:internal\b|\bnode:[a-z_/]+:\d+/,
  /Cannot (read|set) propert|is not (a function|iterable|defined)|undefined is not/,
  /Unhandled|uncaughtException|\[object /,
  /unforeseen/,
  /\bE(NOSPC|ACCES|PERM|ROFS|NOENT|EXIST|ISDIR|NOTDIR|FBIG|PIPE|IO)\b/,
];

/**
 * Why words are none for people, or `null`. Progress lines are sentences enough; what is looked for is
 * what a person could not read.
 */
export function whyNoSentence(words: string): string | null {
  for (const pattern of TECHNICAL) {
    const [found] = pattern.exec(words) ?? [];
    if (found !== undefined) return `not for people: “${found.trim()}”`;
  }
  return null;
}

/** Whether the last line is a whole sentence. */
export function endsInSentence(words: string): boolean {
  return /[.?!]["”)]?\s*$/.test(words);
}
