import * as LIMITS from '@pastiche/panel/limits';
import { PLUGIN_DATA_NAMESPACE } from '@pastiche/panel/plugin-data';

/** What Pastiche keeps in a Figma file, and the file's name. */
export interface FigmaAnswer {
  readonly fileName: string;
  /** The shared plugin data of the document, namespace `pastiche`. */
  readonly entries: Readonly<Record<string, string>>;
}

const MOST_ENTRIES = LIMITS.FIGMA_ANSWER_ENTRIES;

/**
 * Takes out of Figma's answer about a file what is Pastiche's; the rest, with all that people drew,
 * is forgotten.
 *
 * @returns `null`: this is no answer about a file
 */
export function parseFigmaAnswer(text: string): FigmaAnswer | null {
  const answer = parsed(text);
  const root = field(answer, 'document');
  if (typeof root !== 'object' || root === null) return null;
  const name = field(answer, 'name');
  return {
    fileName: typeof name === 'string' ? name.slice(0, 200) : '',
    entries: entriesIn(field(field(root, 'sharedPluginData'), PLUGIN_DATA_NAMESPACE)),
  };
}

/** Entries by their keys, without those that are no text. */
export function entriesIn(value: unknown): Readonly<Record<string, string>> {
  if (typeof value !== 'object' || value === null) return {};
  const entries: Record<string, string> = Object.create(null);
  for (const [key, text] of Object.entries(value).slice(0, MOST_ENTRIES)) {
    if (typeof text === 'string') entries[key] = text;
  }
  return entries;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function field(value: unknown, name: string): unknown {
  const isObject = typeof value === 'object' && value !== null && Object.hasOwn(value, name);
  return isObject ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
}
