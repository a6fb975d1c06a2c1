import { type Say, sentence } from '@pastiche/panel/sentence';
/** A style that a quick action can name. */
export interface QuickStyle {
  readonly id: string;
  readonly name: string;
}

export interface QuickActionOptions {
  /** Whether anything is selected. */
  hasSelection(): boolean;
  styles(): Promise<readonly QuickStyle[]>;
  readonly say: Say;
}

const STRENGTHS = ['40', '60', '80', '100'];

/** Suggests the values of the parameters `preset` and `strength`, as they are typed. */
export async function suggest(
  { key, query, result }: ParameterInputEvent,
  { hasSelection, styles, say }: QuickActionOptions,
): Promise<void> {
  if (!hasSelection()) {
    result.setError(say(sentence`Select a layer to restyle, then try again.`));
    return;
  }
  if (key === 'strength') {
    suggestStrength(query, result, say);
    return;
  }
  const wanted = query.trim().toLowerCase();
  const fitting = (await styles()).filter(({ name }) => name.toLowerCase().includes(wanted));
  result.setSuggestions(fitting.map(({ id, name }) => ({ name, data: id })));
}

/** A strength as it was typed, 0..1; `null`: none, or none that is one. */
export function strengthFrom(value: unknown): number | null {
  const typed = typeof value === 'string' ? Number.parseFloat(value.replace(',', '.')) : value;
  if (typeof typed !== 'number' || !(typed >= 0 && typed <= 100)) return null;
  return typed / 100;
}

function suggestStrength(query: string, result: SuggestionResults, say: Say): void {
  const typed = query.trim().replace(/\s*%$/, '');
  if (typed !== '' && strengthFrom(typed) === null) {
    result.setError(say(sentence`The strength is a number from 0 to 100.`));
    return;
  }
  const fitting = STRENGTHS.filter((each) => each.startsWith(typed));
  const listed = fitting.includes(typed) || typed === '' ? fitting : [typed, ...fitting];
  result.setSuggestions(listed.map((name) => ({ name: `${name} %`, data: name })));
}
