import type { BodyOf, Contract, RequestName } from '../channel/channel.js';
import { readSaid } from '../channel/read-said.js';
import {
  bytes,
  flag,
  list,
  literal,
  nothing,
  nullable,
  number,
  record,
  tagged,
  text,
  whole,
} from '../channel/readers.js';

const mask = record({ label: readSaid, bytes });
const picture = record({
  name: text(),
  bytes,
  id: nullable(text()),
  protect: nullable(mask),
});
const preset = record({ id: text(), document: text() });
const file = record({ name: text(), mediaType: text(), bytes });
/** A result without its file, of which the host asks the panel by `id` (`encodeResult`). */
const result = record({
  id: text(),
  width: whole({ least: 1 }),
  height: whole({ least: 1 }),
  suggestedName: text(),
  recipe: text(),
  contentName: text(),
  contentId: nullable(text()),
  preset: nullable(text()),
  painted: nullable(record({ width: whole({ least: 1 }), height: whole({ least: 1 }) })),
});
const capabilities = record({
  actions: list(record({ id: text(), label: readSaid }), { maxLength: 20 }),
  picksContent: flag,
  styleLabel: nullable(readSaid),
  contentNoun: nullable(readSaid),
  pickLabel: nullable(readSaid),
  pickHint: nullable(readSaid),
  keepsPresets: flag,
  keepsSessions: flag,
  keepsStyles: flag,
});
const weights = tagged('kind', {
  address: record({ kind: literal('address'), baseUrl: nullable(text()), cache: flag }),
  files: record({ kind: literal('files'), kept: flag }),
});

/**
 * What a panel asks of its host: one request for each method of `Host`. Bodies and replies are
 * plain data and `Uint8Array`s, which is all that Figma's pipe carries; settings go as JSON.
 */
export const HOST_CONTRACT = {
  requests: {
    /** The first one: it also says that the panel listens, so that events may come. */
    capabilities: { body: nothing, reply: capabilities },
    readContent: { body: record({ pick: flag }), reply: nullable(picture) },
    readStyle: { body: nothing, reply: nullable(picture) },
    listPresets: { body: nothing, reply: list(preset, { maxLength: 1000 }) },
    savePreset: { body: preset, reply: nothing },
    deletePreset: { body: record({ id: text() }), reply: nothing },
    weights: { body: nothing, reply: weights },
    readWeights: { body: record({ file: text() }), reply: bytes },
    writeResult: { body: record({ result, action: text() }), reply: nullable(readSaid) },
    writeFile: { body: file, reply: nullable(readSaid) },
    readSettings: { body: nothing, reply: text() },
    writeSettings: { body: record({ json: text() }), reply: nothing },
    readSession: { body: nothing, reply: nullable(bytes) },
    writeSession: { body: record({ session: nullable(bytes) }), reply: nothing },
    notify: {
      body: record({ message: text(), kind: literal('info', 'error') }),
      reply: nothing,
    },
  },
  events: {},
} as const satisfies Contract;

/**
 * What a host asks its panel, and tells it by itself: one event for each of `HostEvents`, and that it
 * listens.
 */
export const HOST_CLIENT_CONTRACT = {
  requests: {
    /** The file of a result whose `writeResult` has no answer yet; `null`: as the browser sees fit. */
    encodeResult: {
      body: record({
        id: text(),
        mediaType: literal('image/png', 'image/jpeg', 'image/webp'),
        quality: nullable(number({ least: 0, most: 1 })),
      }),
      reply: bytes,
    },
  },
  events: {
    /** The host listens from now on; what was asked before may have been lost. */
    ready: nothing,
    contentChanged: record({ picture: nullable(picture) }),
    presetsChanged: nothing,
  },
} as const satisfies Contract;

/** The name of the channel between a panel and its host, so that others may share their pipe. */
export const HOST_CHANNEL = 'host';

type HostRequest = RequestName<typeof HOST_CONTRACT>;

const TIMEOUT_MS = 30_000;

/** How long a host may take to answer, ms; `null` where it waits for a person to choose. */
export function hostTimeout<N extends HostRequest>(
  name: N,
  body: BodyOf<typeof HOST_CONTRACT, N>,
): number | null {
  switch (name) {
    case 'readStyle':
    case 'writeResult':
    case 'writeFile':
      return null;
    case 'readContent':
      return (body as BodyOf<typeof HOST_CONTRACT, 'readContent'>).pick ? null : TIMEOUT_MS;
    default:
      return TIMEOUT_MS;
  }
}
