import { crc32, deflateRawSync } from 'node:zlib';
import { decodeText, parsePresetString, readPreset } from '@pastiche/core/presets';
import { DEFAULT_PARAMETERS } from '../../../packages/core/src/parameters/schema.js';
import { encodePreset } from '../../../packages/core/src/preset/preset-file.js';
import { encodePresetString } from '../../../packages/core/src/preset/preset-string.js';
import { someStatistics } from '../../../packages/core/test/some-preset.js';
import {
  decodeSession,
  encodeSession,
  type SessionFile,
} from '../../../packages/panel/src/model/session/session-file.js';
import {
  presetFromEntries,
  presetToEntries,
} from '../../../packages/panel/src/plugin-data/preset-entries.js';
import { type FuzzTarget, textInput, textOf } from './fuzz-target.js';

const picture = {
  mediaType: 'image/png',
  bytes: Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0),
} as const;

const PRESETS = [
  encodePreset({
    ...{ name: 'Waves', author: 'Mei', licence: 'CC BY 4.0', source: 'https://example.org/waves' },
    parameters: { strength: 0.5, size: 512, styleLayers: { conv1_1: 1 }, keepColours: 'match' },
    styles: [
      { name: 'Wave', weight: 1, picture },
      { name: 'Foam 🌊', weight: 0.25, picture },
    ],
  }),
  encodePreset({
    name: 'Numbers',
    parameters: DEFAULT_PARAMETERS,
    styles: [{ name: 'Wave', weight: 1, statistics: [someStatistics('vgg19-lite')] }],
  }),
];

const FIELDS = [
  ...['"pastiche"', '"version"', '"name"', '"styles"', '"weight"', '"parameters"', '"picture"'],
  ...['"statistics"', '"mediaType"', '"base64"', '"network"', '"pooling"', '"size"', '"tv"'],
];

const preset: FuzzTarget = {
  name: 'preset',
  form: 'json',
  seeds: () => PRESETS.map(textInput),
  words: FIELDS,
  read: async (input) => (await readPreset(decodeText(input))).styles.length.toString(),
};

const shareString: FuzzTarget = {
  name: 'share-string',
  seeds: () =>
    Promise.all(
      PRESETS.map(async (text) => textInput(await encodePresetString(await readPreset(text)))),
    ),
  words: ['pastiche:1:', 'pastiche:', 'PASTICHE:2:', '> ', '=', '\u200b'],
  read: async (input) => void (await parsePresetString(textOf(input))),
};

/** The packed text is changed, or what it is packed of, and length and checksum made to fit. */
const shareStringContent: FuzzTarget = {
  name: 'share-string-content',
  seeds: () =>
    PRESETS.flatMap((text) => [
      textInput(`t${text}`),
      Buffer.from([0x70, ...deflateRawSync(text)]),
    ]),
  words: FIELDS,
  read: async (input) => {
    const content = input.subarray(1);
    const packed = input[0] === 0x70 ? content : deflateRawSync(content);
    const rest = Buffer.alloc(4 + packed.length);
    rest.writeUInt32BE(packed.length);
    rest.set(packed, 4);
    const head = Buffer.alloc(4);
    head.writeUInt32BE(crc32(rest));
    await parsePresetString(`pastiche:1:${Buffer.concat([head, rest]).toString('base64url')}`);
  },
};

const SEPARATOR = '\n';

/** A line for each entry: key, blank, value. */
const pluginData: FuzzTarget = {
  name: 'plugin-data',
  seeds: () =>
    [
      presetToEntries('waves', 'x'.repeat(100)),
      presetToEntries('waves', PRESETS[0] ?? '', 300),
    ].map((entries) =>
      textInput(entries.map(({ key, value }) => `${key} ${value}`).join(SEPARATOR)),
    ),
  words: [
    'preset.waves',
    'preset.waves.1',
    '"parts":',
    '"characters":',
    '"checksum":',
    '"version":',
  ],
  read: (input) => {
    const lines = textOf(input).split(SEPARATOR);
    const entries = new Map(
      lines.map((line) => {
        const [key = '', ...value] = line.split(' ');
        return [key, value.join(' ')] as const;
      }),
    );
    presetFromEntries('waves', (key) => entries.get(key) ?? '');
  },
};

const SESSION: SessionFile = {
  head: {
    content: { name: 'a.png', id: null, digest: '3-abc', bytes: 0 },
    pictures: [{ id: 's1', name: 'b.png', bytes: 1 }],
    blend: [{ id: 's1', weight: 1, parts: [{ name: 'b.png', mask: 1 }] }],
    ...{
      parameters: DEFAULT_PARAMETERS,
      network: 'auto',
      frames: false,
      masks: undefined,
      keepsOffered: undefined,
      originalSize: undefined,
      painting: null,
      finished: null,
    },
  },
  pieces: [Uint8Array.of(1, 2, 3), Uint8Array.of(4)],
};

const session: FuzzTarget = {
  name: 'session',
  seeds: () => [encodeSession(SESSION)],
  words: ['"pieces"', '"content"', '"painting"', '"finished"', '"checkpoint"'],
  // It is never refused: what is no session is not brought back.
  read: (input) => (decodeSession(input) === null ? 'none' : 'session'),
};

export const PRESET_TARGETS: readonly FuzzTarget[] = [
  preset,
  shareString,
  shareStringContent,
  pluginData,
  session,
];
