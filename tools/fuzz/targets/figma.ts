import { inEnglish } from '@pastiche/core';
import { presetToEntries } from '../../../packages/panel/src/plugin-data/preset-entries.js';
import { parseFigmaAnswer } from '../../../packages/vscode-extension/src/extension/figma/figma-answer.js';
import { figmaFileKey } from '../../../packages/vscode-extension/src/extension/figma/figma-file-key.js';
import { figmaHost } from '../../../packages/vscode-extension/src/extension/figma/figma-host.js';
import { figmaRefusal } from '../../../packages/vscode-extension/src/extension/figma/figma-refusal.js';
import { presetsInEntries } from '../../../packages/vscode-extension/src/extension/figma/presets-in-entries.js';
import {
  shareStringIn,
  withoutEncoding,
} from '../../../packages/vscode-extension/src/extension/sharing/preset-link.js';
import { type FuzzTarget, jsonOf, textInput, textOf } from './fuzz-target.js';

const document = '{"pastiche":"preset","version":1,"name":"Waves","parameters":{},"styles":[]}';
const entries = Object.fromEntries(
  presetToEntries('waves', document).map(({ key, value }) => [key, value]),
);

const answer: FuzzTarget = {
  name: 'figma-answer',
  form: 'json',
  seeds: () =>
    [
      {
        name: 'Harbour',
        document: { id: '0:0', children: [], sharedPluginData: { pastiche: entries } },
      },
      { name: 'Empty', document: {} },
    ].map((value) => textInput(JSON.stringify(value))),
  words: ['"document"', '"sharedPluginData"', '"pastiche"', '"preset.waves"', '"name"'],
  read: (input) => {
    const found = parseFigmaAnswer(textOf(input));
    if (found === null) return 'none';
    const { presets, damaged } = presetsInEntries(found.entries);
    const bad = damaged
      .map(({ reason }) => inEnglish(reason))
      .find((reason) => !/[.?]$/.test(reason));
    if (bad !== undefined) throw new Error(`a preset is damaged in other words: ${bad}`);
    return `${presets.length} ${damaged.length}`;
  },
};

/** Status, text, and headers by their names. */
const refusal: FuzzTarget = {
  name: 'figma-refusal',
  form: 'json',
  seeds: () =>
    [
      { status: 403, text: 'Token expired', headers: {} },
      { status: 429, text: '', headers: { 'retry-after': '3600', 'x-figma-plan-tier': 'starter' } },
      {
        status: 429,
        text: '',
        headers: { 'retry-after': 'Wed, 21 Oct', 'x-figma-rate-limit-type': 'low' },
      },
    ].map((value) => textInput(JSON.stringify(value))),
  words: ['"retry-after"', '"x-figma-plan-tier"', 'Invalid token', 'scope', '404', '413'],
  read: (input) => {
    const given = Object(jsonOf(input)) as Record<string, unknown>;
    const headers = Object(given.headers) as Record<string, unknown>;
    const get = (name: string) => wordIn(headers, name);
    throw figmaRefusal(
      {
        status: Number(wordIn(given, 'status')),
        text: wordIn(given, 'text') ?? '',
        headers: { get },
      },
      'en',
    );
  },
};

/** A text or number, as headers are. */
function wordIn(values: Record<string, unknown>, name: string): string | null {
  const value = Object.hasOwn(values, name) ? values[name] : null;
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
}

/** What people paste: addresses of files, hosts and links. */
const addresses: FuzzTarget = {
  name: 'addresses',
  seeds: () =>
    [
      'https://www.figma.com/design/AbCdEf0123456789/Harbour?node-id=0-1',
      'https://api.figma.com',
      'https://user:word@example.org/',
      'preset=pastiche%3A1%3Aabc&x=1',
    ].map(textInput),
  words: ['/design/', '/branch/', '/file/', 'preset=', '%3A', '@', 'http://[::1]', '//', '?', '#'],
  read: (input) => {
    const text = textOf(input);
    const errors: unknown[] = [];
    const readers = [
      () => figmaFileKey(text),
      () => figmaHost(text),
      () => shareStringIn({ path: '/import', query: text }),
      () => withoutEncoding(text),
    ];
    for (const read of readers) {
      try {
        read();
      } catch (error) {
        errors.push(error);
      }
    }
    const odd = errors.find(
      (error) => !(error instanceof Error && error.name === 'ExtensionError'),
    );
    if (odd !== undefined) throw odd;
    // Which of them it was, by how many refused it; then the first refusal, to have its words judged.
    if (errors.length > 0) throw errors[input.length % errors.length];
    return 'all';
  },
};

export const FIGMA_TARGETS: readonly FuzzTarget[] = [answer, refusal, addresses];
