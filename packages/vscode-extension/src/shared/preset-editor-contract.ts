import {
  bytes,
  type Contract,
  list,
  literal,
  nothing,
  nullable,
  type ReplyOf,
  record,
  tagged,
  text,
} from '@pastiche/panel/channel';

const fact = record({ label: text(), value: text() });

const style = record({
  name: text(),
  /** In per cent, where there are several. */
  share: text(),
  /** `null`: statistics only. */
  picture: nullable(record({ mediaType: text(), bytes })),
});

/** What the page shows; all of it is text for people, in their language. */
const shown = tagged('kind', {
  preset: record({
    kind: literal('preset'),
    name: text(),
    facts: list(fact, { maxLength: 16 }),
    styles: list(style, { maxLength: 64 }),
    parameters: list(fact, { maxLength: 64 }),
  }),
  /** The file holds no preset that can be read, or is gone. */
  problem: record({ kind: literal('problem'), name: text(), message: text() }),
});

const words = record({
  preset: text(),
  apply: text(),
  save: text(),
  copyString: text(),
  openText: text(),
  styles: text(),
  parameters: text(),
  noParameters: text(),
  statistics: text(),
  problem: text(),
});

/** What the page of a preset's file asks of the extension and tells it. */
export const PRESET_EDITOR_CONTRACT = {
  requests: {
    /** The first one: the page listens from now on. */
    opening: { body: nothing, reply: record({ words, shown }) },
  },
  events: {
    act: record({ action: literal('apply', 'save', 'copyString', 'openText') }),
  },
} as const satisfies Contract;

/** All that the page shows. */
export type PresetPageContent = ReplyOf<typeof PRESET_EDITOR_CONTRACT, 'opening'>;

/** The channel's name. */
export const PRESET_CHANNEL = 'preset';

/** What the extension tells the page. */
export const PRESET_PAGE_CONTRACT = {
  requests: {},
  events: {
    /** The file changed. */
    show: record({ shown }),
  },
} as const satisfies Contract;
