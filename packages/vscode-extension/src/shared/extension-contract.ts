import {
  type BodyOf,
  bytes,
  type Contract,
  type EventOf,
  flag,
  list,
  literal,
  nothing,
  nullable,
  number,
  type ReplyOf,
  readSaid,
  record,
  tagged,
  text,
  whole,
} from '@pastiche/panel/channel';

const side = whole({ least: 1 });
const share = number({ least: 0, most: 1 });
const mediaType = literal('image/png', 'image/jpeg', 'image/webp');
const chosen = record({ id: text(), weight: share });

const amount = number({ least: 0 });
/** Bytes of VGG19 arrive for `bringWeights`. */
const weightsProgress = record({ loaded: amount, total: amount });

/** VGG19 on this machine, of which the extension has charge. */
const WEIGHTS = {
  weightsState: {
    body: nothing,
    reply: record({ here: flag, bytes: amount, inFolder: flag }),
  },
  /** Answered when all files are there; cancelled with the request. */
  bringWeights: { body: nothing, reply: nothing },
  removeWeights: { body: nothing, reply: nothing },
} satisfies Contract['requests'];

/** What a panel's page asks of the extension and tells it, besides the `Host` port. */
export const EXTENSION_CONTRACT = {
  requests: {
    ...WEIGHTS,
    /** The first one: how the page begins. */
    opening: {
      body: nothing,
      reply: record({
        /** What is to be kept in the page's state; `null`: no picture was chosen yet. */
        uri: nullable(text()),
        styles: list(chosen, { maxLength: 64 }),
        /** A painting was under way when the window was closed: it begins anew. */
        begin: flag,
      }),
    },
    /** Answered when this panel may paint: one at a time does in a window. */
    takeTurn: { body: nothing, reply: nothing },
  },
  events: {
    /** Where the painting is; `share` of the iterations, `null` before the first. */
    working: record({
      kind: literal('idle', 'painting', 'done', 'failed'),
      share: nullable(share),
    }),
    /** What a reload must bring back. */
    stateKept: record({
      uri: text(),
      styles: list(chosen, { maxLength: 64 }),
      painting: flag,
    }),
    /** The turn is over, or no longer waited for. */
    turnOver: nothing,
    problem: record({ message: text() }),
  },
} as const satisfies Contract;

/** How the painting of a panel goes on. */
export type Working = EventOf<typeof EXTENSION_CONTRACT, 'working'>;

/** What the extension tells a panel's page. */
export const PAGE_CONTRACT = {
  requests: {},
  events: {
    weightsProgress,
    /** Another picture is shown now. */
    placeChanged: record({ uri: text() }),
    /** A picture to be used as the style. */
    useStyle: record({ name: text(), bytes }),
    choosePreset: record({ id: text() }),
    /** The person used a command of the editor. */
    steer: record({ action: literal('stylize', 'stop', 'cancel') }),
  },
} as const satisfies Contract;

const preset = tagged('kind', {
  'built-in': record({ kind: literal('built-in'), id: text() }),
  document: record({ kind: literal('document'), document: text() }),
});

/** What a batch's page asks of the extension and tells it. */
export const BATCH_CONTRACT = {
  requests: {
    ...WEIGHTS,
    /** The first one: what the page paints with. */
    opening: { body: nothing, reply: record({ weightsBase: text(), settings: text() }) },
  },
  events: {
    progress: record({ share }),
    problem: record({ message: text() }),
  },
} as const satisfies Contract;

/** What the extension asks of a batch's page. */
export const BATCH_PAGE_CONTRACT = {
  requests: {
    paint: {
      /** `PaintOrder` of the painter; `mask`: that of its content's `protect`. */
      body: record({
        content: record({ name: text(), bytes, mask: nullable(bytes) }),
        preset,
        /** Recipe of another painting that gives size, seed and network; `null`: as they are set in the panel. */
        basis: nullable(text()),
        encoding: record({ mediaType, quality: share }),
      }),
      reply: record({
        bytes,
        width: side,
        height: side,
        suggestedName: text(),
        recipe: text(),
        /** What to know of the painting. */
        notes: list(readSaid, { maxLength: 8 }),
        /** Why it could not be painted to its end; `null`: it was. */
        shortfall: nullable(readSaid),
      }),
    },
  },
  events: {
    weightsProgress,
    /** A line for whoever looks at the page. */
    caption: record({ text: text() }),
  },
} as const satisfies Contract;

export type PaintBody = BodyOf<typeof BATCH_PAGE_CONTRACT, 'paint'>;
export type PaintReply = ReplyOf<typeof BATCH_PAGE_CONTRACT, 'paint'>;

/** The name of these channels; the `Host` port has its own on the same pipe. */
export const EXTENSION_CHANNEL = 'extension';
