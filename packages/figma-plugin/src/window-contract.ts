import {
  bytes,
  type Contract,
  dictionary,
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

/** The name of this channel; the `Host` port has its own on the same pipe. */
export const WINDOW_CHANNEL = 'window';

/** What the window says of what it drags to the canvas, and the action by which it is placed there. */
export const RESULT_DROP = 'pastiche-result';
export const DROPPED = 'dropped';
/** The action by which a result of a queue is placed: beside its layer, while the person's view stays as it is. */
export const QUEUED = 'queued';

const share = number({ least: 0, most: 1 });

/** The layers that were selected when the plugin was opened, one after the other. */
const queue = record({
  /** Of the layer whose picture is the content now, from 0. */
  index: whole({ least: 0 }),
  names: list(text(), { maxLength: 500 }),
});

/** What came of going on in the queue. */
const arrival = record({
  /** Whether there is a layer, which is the content now; `false`: the queue is at its end. */
  isThere: flag,
  /** Why the layers before it could not be read, a sentence each. */
  skipped: list(readSaid, { maxLength: 500 }),
});

/** By the id of an action; as `ActionNote` of the host. */
const note = record({ action: text(), isWithheld: flag, said: readSaid });

/** The styles of a result, as far as they go with it. */
const carried = tagged('kind', {
  none: record({ kind: literal('none') }),
  kept: record({ kind: literal('kept'), document: text() }),
  'too-large': record({ kind: literal('too-large') }),
  damaged: record({ kind: literal('damaged') }),
});

/** A result on the page. `sourceId`: of the layer that it was made of; `null`: that is gone. */
const result = record({ id: text(), name: text(), recipe: text(), sourceId: nullable(text()) });

/** The picture of a layer, by the mark that it was given. */
const content = { contentId: text() };

/**
 * Something in a layer that may stay as it is; `depth`: in how many other parts it lies. `isOver`: it is a layer of
 * its own that lies over the other.
 */
const part = record({
  id: text(),
  name: text(),
  kind: literal('text', 'image', 'vector', 'shape', 'instance', 'frame', 'group'),
  depth: whole({ least: 0 }),
  isOver: flag,
});

const box = record({
  x: number(),
  y: number(),
  width: number({ least: 0 }),
  height: number({ least: 0 }),
});

/** As `Silhouette` of `main/kept/silhouette-plan.ts`. */
const silhouette = record({
  id: text(),
  keeps: flag,
  box,
  cuts: list(list(number(), { maxLength: 200 }), { maxLength: 1000 }),
});

/** As `Language`, with all patterns; BCP 47. */
const language = record({
  tag: text(),
  dictionary: dictionary(text(), { maxLength: 10_000 }),
});

/** What the plugin's window asks of the sandbox and tells it, besides the `Host` port. */
export const SANDBOX_CONTRACT = {
  requests: {
    /** The first one: how the window begins, and in which language the person is spoken to. */
    opening: {
      body: record({ language }),
      reply: record({
        /** `edit`: a result's settings come back; `again`: and it is painted at once; `update`: of `results`. */
        command: literal('open', 'edit', 'again', 'preset', 'update'),
        /** Of a quick action; `null`: as it was set last. Strength is 0..1. */
        presetId: nullable(text()),
        strength: nullable(share),
        /** The recipe of the result that is edited or painted again, as text; `null`: none. */
        recipe: nullable(text()),
        carried,
        results: list(result, { maxLength: 500 }),
        /** How many more results there are on the page. */
        unseen: whole({ least: 0 }),
        queue: nullable(queue),
        /** Nothing can be written here, as in Dev Mode: preview and download only. */
        readOnly: flag,
      }),
    },
    /**
     * Makes the next layer of the queue that can be read the content. Its picture (`contentChanged` of
     * the host) and `queueChanged` are told before the reply.
     */
    nextLayer: { body: nothing, reply: arrival },
    /** Makes the layers that these results were made of the queue, and the first that can be read the content. */
    takeResults: { body: record({ ids: list(text(), { maxLength: 500 }) }), reply: arrival },
    /** What is in the layer of that picture; nothing where the picture is not the layer as it is seen. */
    layerParts: {
      body: record(content),
      reply: record({
        parts: list(part, { maxLength: 1000 }),
        unlisted: whole({ least: 0 }),
        /** What stayed in the result that is edited or painted again; `null`: nobody has chosen. */
        stays: nullable(list(text(), { maxLength: 1000 })),
      }),
    },
    /** From which silhouettes the mask is made in which these parts are white; px of the canvas. */
    silhouettePlan: {
      body: record({ ...content, ids: list(text(), { maxLength: 1000 }) }),
      reply: record({
        width: number({ least: 0 }),
        height: number({ least: 0 }),
        silhouettes: list(silhouette, { maxLength: 1000 }),
        left: whole({ least: 0 }),
      }),
    },
    /** One of them, as a PNG of its box; no bytes: Figma cannot export it. */
    silhouette: { body: record({ ...content, id: text() }), reply: bytes },
  },
  events: {
    /** What the window's content needs, CSS px. */
    resized: record({ height: number({ least: 0, most: 10_000 }) }),
    /** The person is done: Escape while nothing is painted. */
    dismissed: nothing,
    /** A file of VGG19 is not what it should be; asked for again, it is downloaded again. */
    weightsDamaged: record({ file: text() }),
    /** A person chose what of that content stays. */
    partsChosen: record({ ...content, ids: list(text(), { maxLength: 1000 }) }),
    /** What stays in the result of that content that is written next. */
    resultStays: record({ ...content, ids: list(text(), { maxLength: 1000 }) }),
    problem: record({ message: text() }),
  },
} as const satisfies Contract;

/** How the window begins. */
export type Opening = ReplyOf<typeof SANDBOX_CONTRACT, 'opening'>;

/** What came of going on in the queue. */
export type Arrival = ReplyOf<typeof SANDBOX_CONTRACT, 'nextLayer'>;

/** Something in a layer that may stay as it is. */
export type LayerPart = ReturnType<typeof part>;

/** From which silhouettes a mask is made. */
export type SilhouettePlan = ReplyOf<typeof SANDBOX_CONTRACT, 'silhouettePlan'>;

/** What the sandbox tells the window. */
export const WINDOW_CONTRACT = {
  requests: {},
  events: {
    /** The layers to be painted changed, or another of them is the content now. */
    queueChanged: record({ queue: nullable(queue) }),
    /** The result that is looked at was dropped on the canvas: `DROPPED` places it there. */
    resultDropped: nothing,
    /** What is to be known of actions with results of that content, before one is taken. */
    actionsNoted: record({ contentId: text(), notes: list(note, { maxLength: 20 }) }),
    /** What became of the layer since its picture was taken; a sentence, `null`: nothing. */
    targetChanged: record({ sentence: nullable(readSaid) }),
  },
} as const satisfies Contract;

/** What is to be known of actions with results of a content. */
export type ActionNotes = readonly ReturnType<typeof note>[];
