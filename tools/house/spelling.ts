import { execFileSync } from 'node:child_process';

/** Words that end in -ize here, as Oxford spells them, in another spelling. */
export const ISE =
  '(optim|normal|styl|quant|initial|recogn|minim|maxim|capital|serial|summar|parametr|organ|general|synchron)is(e|ing|ation|able)';

/** Names that are declared and not an API's: those are fields, and are taken out of objects. */
export const AMERICAN_NAME =
  '(const|let|function|interface|type|class|enum|def) [A-Za-z_]*(color|gray|center|behavior|neighbor)';

/**
 * The files that git knows whose text, or whose path, holds a pattern, in any case.
 *
 * @param pattern an extended regular expression
 * @param pathspecs as git takes them; none: all files
 */
export function filesWith(pattern: string, root: string, pathspecs: readonly string[]): string[] {
  const git = (...given: string[]) =>
    execFileSync('git', [...given, '--', ...pathspecs], { cwd: root, encoding: 'utf8' })
      .split('\n')
      .filter((path) => path !== '');
  const named = git('ls-files').filter((path) => new RegExp(pattern, 'i').test(path));
  return [...new Set([...named, ...orNone(() => git('grep', '-lIiE', pattern))])].sort();
}

/** `git grep` that finds nothing ends with 1. */
function orNone(search: () => string[]): string[] {
  try {
    return search();
  } catch (error) {
    if ((error as { status?: unknown }).status === 1) return [];
    throw error;
  }
}
