import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SourceFile } from './source-files.js';

/** The Markdown files that git knows. */
export function listDocuments(root: string): SourceFile[] {
  return listFiles(root)
    .filter((path) => path.endsWith('.md'))
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}

/** The paths of all files that git knows, from the root, with slashes. */
export function listFiles(root: string): string[] {
  const listed = execFileSync('git', ['ls-files'], { cwd: root, encoding: 'utf8' });
  return listed.split('\n').filter((path) => path !== '');
}

/** How many words a person reads; the signs that draw tables and lists are none. */
export function countWords(text: string): number {
  return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}

/** A document from its beginning to the end of its first table; all of it where there is none. */
export function untilFirstTableEnds(text: string): string {
  const lines = text.split('\n');
  const first = lines.findIndex((line) => line.startsWith('|'));
  const after = lines.findIndex((line, at) => at > first && !line.startsWith('|'));
  return first < 0 || after < 0 ? text : lines.slice(0, after).join('\n');
}

/** A document without one of its sections, from its heading to the next one of the same or a higher level. */
export function withoutSection(text: string, heading: string): string {
  const lines = text.split('\n');
  const start = lines.indexOf(heading);
  if (start < 0) return text;
  const level = heading.indexOf(' ');
  const isNext = (line: string, at: number) =>
    at > start && /^#+ /.test(line) && line.indexOf(' ') <= level;
  const end = lines.findIndex(isNext);
  return [...lines.slice(0, start), ...(end < 0 ? [] : lines.slice(end))].join('\n');
}

/** The paragraphs and list items of a document, each in one line; no headings, tables or code. */
export function paragraphsIn(text: string): string[] {
  const blocks = withoutCodeBlocks(text).split(/\n\s*\n|\n(?=\s*(?:[-*]|\d+\.) )/);
  return blocks
    .map((block) => block.trim().replace(/\s*\n\s*/g, ' '))
    .filter((block) => block !== '' && !/^[|#]/.test(block));
}

/** Where the links and pictures of a document lead within the repository: `path`, `path#heading` or `#heading`. */
export function linksIn(text: string): string[] {
  const prose = withoutCodeBlocks(text).replace(/`[^`\n]*`/g, '');
  const links = [
    ...prose.matchAll(/\]\(([^)\s]+)\)/g),
    ...prose.matchAll(/\b(?:src|srcset|href)="([^"]+)"/g),
  ];
  return links.map(([, target = '']) => target).filter((target) => !/^[a-z]+:/.test(target));
}

/** The headings of a document as links name them on GitHub. */
export function anchorsIn(text: string): string[] {
  return [...withoutCodeBlocks(text).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

/** The source files that a document names in code type, such as `loss/content.ts`; braces are spelt out. */
export function sourcesNamedIn(text: string): string[] {
  const named = [
    ...withoutCodeBlocks(text).matchAll(/`((?!\.)[\w@.*/{},-]*[\w*}]\.(?:ts|tsx|mjs|py))`/g),
  ];
  return [...new Set(named.flatMap(([, path = '']) => spellOut(path)))];
}

/** The scripts of `package.json` that a document has people run, such as `test:quick`. */
export function scriptsNamedIn(text: string): string[] {
  return [...new Set([...text.matchAll(/\bnpm run ([a-z][\w:-]*)/g)].map(([, name = '']) => name))];
}

/** Whether a file has this path, or one that ends in it; `*` stands for any part of a name. */
export function isAmong(files: readonly string[], named: string): boolean {
  const pattern = named.replace(/[.+]/g, '\\$&').replaceAll('*', '[^/]*');
  const ending = new RegExp(`(^|/)${pattern}$`);
  return files.some((file) => ending.test(file));
}

function spellOut(path: string): string[] {
  const [whole, choices] = /\{([^}]*)\}/.exec(path) ?? [];
  if (whole === undefined || choices === undefined) return [path];
  return choices.split(',').flatMap((choice) => spellOut(path.replace(whole, choice)));
}

function withoutCodeBlocks(text: string): string {
  return text.replace(/^( *)```[\s\S]*?^\1```$/gm, '');
}
