// Words in a language that nobody speaks: marked and 40 % longer, so that one looks at what is not
// translated, and at what has no room.
import { ENGLISH, inEnglish, type Language, type Said } from '@pastiche/core';
import type { HostCapabilities } from '../src/host/host.js';
import type { Problem } from '../src/model/model.js';
import type { ModelValues } from './states-model.js';

/** German is about so much longer than English. */
const LONGER = 0.4;
/** As long as a word, so that lines break as they would. */
const PADDING = 'öäüöäü ';

/** A text between marks, longer by 40 %. */
export function marked(text: string): string {
  const more = Math.ceil(text.length * LONGER);
  const gap = more > PADDING.length ? ' ' : '';
  return `⟦${text}${gap}${PADDING.repeat(more).slice(0, more).trimEnd()}⟧`;
}

/** Has every pattern, but those without words of their own. */
export const MARKED_LANGUAGE: Language = {
  tag: ENGLISH.tag,
  dictionary: new Proxy<Language['dictionary']>(
    {},
    {
      get: (_, pattern) =>
        typeof pattern === 'string' && /\p{L}/u.test(pattern) ? marked(pattern) : undefined,
    },
  ),
};

/** What the model says in its values is marked; names are not. */
export function markedValues(values: ModelValues): ModelValues {
  const { engine, content, job, notice, obstacle, shelf, shown, styles, variations } = values;
  const described = <T extends { readonly description: string }>(item: T): T => ({
    ...item,
    description: item.description && marked(item.description),
  });
  return {
    ...values,
    engine:
      engine.kind === 'ready'
        ? { ...engine, facts: { ...engine.facts, reason: marked(engine.facts.reason) } }
        : withProblem(engine),
    content: withProblem(content),
    job: withProblem(job),
    notice: notice && { ...notice, message: marked(notice.message) },
    obstacle: obstacle && marked(obstacle),
    shelf: shelf.map(described),
    styles: styles.map((style) => ({ ...style, item: described(style.item) })),
    shown: { ...shown, label: shown.painting === null ? shown.label : marked(shown.label) },
    variations: variations.map((one) => ({ ...one, label: marked(one.label) })),
  };
}

/** What a host says of itself is in the person's language too. */
export function markedCapabilities(capabilities: HostCapabilities): HostCapabilities {
  const { actions, styleLabel, contentNoun, samples = [] } = capabilities;
  return {
    ...capabilities,
    actions: actions.map((action) => ({ ...action, label: markedSaid(action.label) })),
    styleLabel: styleLabel && markedSaid(styleLabel),
    contentNoun: contentNoun && markedSaid(contentNoun),
    samples: samples.map((sample) => ({ ...sample, label: markedSaid(sample.label) })),
  };
}

function markedSaid(said: Said): string {
  return marked(inEnglish(said));
}

function withProblem<T extends object>(state: T): T {
  if (!('problem' in state)) return state;
  const problem = state.problem as Problem;
  return { ...state, problem: { ...problem, message: marked(problem.message) } };
}
