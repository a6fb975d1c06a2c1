import { DEFAULT_PARAMETERS } from '../../../packages/core/src/parameters/schema.js';
import {
  SANDBOX_CONTRACT,
  WINDOW_CONTRACT,
} from '../../../packages/figma-plugin/src/window-contract.js';
import type { Contract } from '../../../packages/panel/src/channel/channel.js';
import { fromWireError, readWireError } from '../../../packages/panel/src/channel/wire-error.js';
import { readWireMessage, sealMessage } from '../../../packages/panel/src/channel/wire-message.js';
import {
  ENGINE_CLIENT_CONTRACT,
  ENGINE_CONTRACT,
} from '../../../packages/panel/src/engine/engine-contract.js';
import {
  HOST_CLIENT_CONTRACT,
  HOST_CONTRACT,
} from '../../../packages/panel/src/host/host-contract.js';
import {
  BATCH_CONTRACT,
  BATCH_PAGE_CONTRACT,
  EXTENSION_CONTRACT,
  PAGE_CONTRACT,
} from '../../../packages/vscode-extension/src/shared/extension-contract.js';
import {
  PRESET_EDITOR_CONTRACT,
  PRESET_PAGE_CONTRACT,
} from '../../../packages/vscode-extension/src/shared/preset-editor-contract.js';
import { type FuzzTarget, jsonOf, textInput } from './fuzz-target.js';

const CONTRACTS: Readonly<Record<string, Contract>> = {
  ...{ HOST_CONTRACT, HOST_CLIENT_CONTRACT, ENGINE_CONTRACT, ENGINE_CLIENT_CONTRACT },
  ...{ SANDBOX_CONTRACT, WINDOW_CONTRACT, EXTENSION_CONTRACT, PAGE_CONTRACT },
  ...{ BATCH_CONTRACT, BATCH_PAGE_CONTRACT, PRESET_EDITOR_CONTRACT, PRESET_PAGE_CONTRACT },
};

/** What a pipe carries and JSON does not. */
const ODD: Readonly<Record<string, () => unknown>> = {
  $undefined: () => undefined,
  $nan: () => Number.NaN,
  $bytes: () => Uint8Array.of(1, 2, 3),
  $map: () => new Map([['a', 1]]),
  $date: () => new Date(0),
  $bigint: () => 1n,
  $sparse: () => new Array(9),
  $ring: () => {
    const ring: Record<string, unknown> = {};
    ring.ring = ring;
    return ring;
  },
};

/** The JSON of an input with odd values in the place of their names. */
function messageOf(input: Uint8Array): unknown {
  const revived = (value: unknown): unknown => {
    if (typeof value === 'string') return Object.hasOwn(ODD, value) ? ODD[value]?.() : value;
    if (Array.isArray(value)) return value.map(revived);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, revived(one)]));
  };
  try {
    return revived(jsonOf(input));
  } catch (error) {
    // Nested deeper than a program could send it.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

const said = {
  pattern: 'The {0} is {1}.',
  values: [
    'a',
    { pattern: 'b {0}', values: [{ figure: 1.5, digits: { maximumFractionDigits: 1 } }] },
  ],
};

const MESSAGES = [
  sealMessage({ kind: 'request', id: 'a-1', name: 'readContent', body: { pick: true } }, 'host'),
  sealMessage({ kind: 'reply', id: 'a-1', body: null }, 'host'),
  sealMessage({ kind: 'event', name: 'progress', body: { done: 1 } }, 'host'),
  sealMessage({ kind: 'cancel', id: 'a-1' }, 'host'),
  { pastiche: 1, channel: 'host', kind: 'close', reason: said },
  {
    pastiche: 1,
    channel: 'host',
    kind: 'failure',
    id: 'a-1',
    error: { code: 'failed', message: said },
  },
];

const ODD_WORDS = Object.keys(ODD).map((name) => `"${name}"`);

const channel: FuzzTarget = {
  name: 'channel',
  form: 'json',
  seeds: () => MESSAGES.map((message) => textInput(JSON.stringify(message))),
  words: [
    '"kind"',
    '"body"',
    '"error"',
    '"reason"',
    '"pattern"',
    '"values"',
    '"digits"',
    ...ODD_WORDS,
  ],
  read: (input) => {
    const message = readWireMessage(messageOf(input), 'host');
    if (message?.kind === 'failure') fromWireError(message.error);
    return message?.kind ?? 'other';
  },
};

const BODIES = [
  { name: 'a.png', bytes: '$bytes', id: null },
  { id: 'waves', document: '{}' },
  [{ id: 'waves', document: '{}' }],
  { kind: 'address', baseUrl: null, cache: true },
  {
    actions: [{ id: 'a', label: said }],
    picksContent: true,
    styleLabel: null,
    contentNoun: said,
    pickLabel: null,
    pickHint: null,
    keepsPresets: true,
    keepsSessions: true,
    keepsStyles: true,
  },
  {
    content: 'c',
    styles: [{ picture: 's', weight: 1 }],
    parameters: DEFAULT_PARAMETERS,
    network: 'auto',
  },
  { code: 'failed', message: said },
];

/** A body for each request, reply and event of every contract. */
const contracts: FuzzTarget = {
  name: 'message-bodies',
  form: 'json',
  seeds: () => BODIES.map((body) => textInput(JSON.stringify(body))),
  words: [...ODD_WORDS, '"parameters"', '"picture"', '"label"', '"bytes"', '"name"', '"id"'],
  quick: 300,
  read: (input) => {
    const value = messageOf(input);
    const taken: string[] = [];
    for (const [name, { requests, events }] of Object.entries(CONTRACTS)) {
      const readers = [
        ...Object.entries(requests).flatMap(([request, { body, reply }]) => [
          [`${request} body`, body] as const,
          [`${request} reply`, reply] as const,
        ]),
        ...Object.entries(events),
        ['error', readWireError] as const,
      ];
      for (const [what, reader] of readers)
        if (isTaken(reader, value)) taken.push(`${name} ${what}`);
    }
    return taken.length > 20 ? 'many' : taken.join();
  },
};

/** What is refused is refused as the channel expects it. */
function isTaken(reader: (value: unknown) => unknown, value: unknown): boolean {
  try {
    reader(value);
    return true;
  } catch (error) {
    const name = error instanceof Error ? error.name : '';
    if (name === 'MisreadError' || name === 'StyleTransferError') return false;
    throw error;
  }
}

export const MESSAGE_TARGETS: readonly FuzzTarget[] = [channel, contracts];
