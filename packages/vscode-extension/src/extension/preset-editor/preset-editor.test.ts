import { createChannel, type EventOf, type Handlers, REALM_TIMERS } from '@pastiche/panel/channel';
import { describe, expect, it, vi } from 'vitest';
import type { Uri } from 'vscode';
import {
  PRESET_CHANNEL,
  PRESET_EDITOR_CONTRACT,
  PRESET_PAGE_CONTRACT,
} from '../../shared/preset-editor-contract.js';
import { fakeUri } from '../../test/fake-uri.js';
import { createFakeWebviewPanel } from '../../test/fake-webview.js';
import { createPanelServices } from '../../test/panel-services.js';
import { presetDocument } from '../../test/preset-document.js';
import type { PanelRegistry } from '../panel/panel-registry.js';
import { openPresetEditor } from './preset-editor.js';
import { presetPageHtml } from './preset-page-html.js';

const FILE = fakeUri('/elsewhere/harbour.pastiche.json');
const text = (value: string) => new TextEncoder().encode(value);

function open(file: Uri = FILE) {
  const parts = createPanelServices();
  const { services, files, watched } = parts;
  files.contents.set(FILE.path, text(presetDocument('Harbour <b>', 0.5)));
  const webview = createFakeWebviewPanel();
  const panel = { wish: vi.fn(), reveal: vi.fn() };
  const panels = { open: vi.fn((_: Uri | null) => panel) };
  const openAsText = vi.fn(async () => {});
  const pickPicture = vi.fn(async (): Promise<Uri | null> => fakeUri('/ws/a.png'));
  let copied = '';
  openPresetEditor(
    { webviewPanel: webview.panel, html: '<html>', file },
    {
      ...services,
      panels: panels as unknown as PanelRegistry,
      shareStrings: { write: async () => 'pastiche:1:x', read: async () => '' },
      clipboard: {
        writeText: async (value) => {
          copied = value;
        },
      },
      pickPicture,
      openAsText,
    },
  );
  const shown: EventOf<typeof PRESET_PAGE_CONTRACT, 'show'>['shown'][] = [];
  const handlers: Handlers<typeof PRESET_PAGE_CONTRACT> = {
    requests: {},
    events: { show: (news) => void shown.push(news.shown) },
  };
  const page = createChannel({
    transport: webview.page,
    timers: REALM_TIMERS,
    name: PRESET_CHANNEL,
    mine: PRESET_PAGE_CONTRACT,
    theirs: PRESET_EDITOR_CONTRACT,
    handlers,
  });
  const [[, events] = [null, null]] = watched;
  const act = (action: 'apply' | 'save' | 'copyString' | 'openText') =>
    page.tell('act', { action });
  return {
    ...parts,
    page,
    shown,
    events,
    act,
    panel,
    panels,
    openAsText,
    pickPicture,
    webview,
    opening: () => page.request('opening', undefined).reply,
    get copied() {
      return copied;
    },
  };
}

describe('the file of a preset', () => {
  it('is shown in words, with its pictures', async () => {
    const { shown, words } = await open().opening();
    expect(shown).toEqual({
      kind: 'preset',
      name: 'Harbour <b>',
      facts: [],
      styles: [
        {
          name: 'Waves',
          share: '',
          picture: { mediaType: 'image/png', bytes: expect.any(Uint8Array) },
        },
      ],
      parameters: [{ label: 'Strength', value: '50 %' }],
    });
    expect(words.apply).toBe('Apply to…');
  });

  it('that holds no preset is shown as its sentence, and so is one that is gone', async () => {
    const { files, opening, events, shown } = open();
    files.contents.set(FILE.path, text('{"pastiche":"preset","version":9}'));
    expect((await opening()).shown).toEqual({
      kind: 'problem',
      name: 'harbour.pastiche.json',
      message: expect.stringContaining('newer Pastiche'),
    });
    files.contents.delete(FILE.path);
    void events?.removed([]);
    await vi.waitFor(() => expect(shown).toHaveLength(1));
    expect(shown[0]).toMatchObject({ kind: 'problem' });
  });

  it('is shown anew when it changes, until its tab is closed', async () => {
    const { files, opening, events, shown, webview, stopWatching } = open();
    await opening();
    files.contents.set(FILE.path, text(presetDocument('Harbour anew')));
    events?.changed();
    await vi.waitFor(() => expect(shown).toHaveLength(1));
    expect(shown[0]).toMatchObject({ name: 'Harbour anew' });

    webview.panel.dispose();
    expect(stopWatching).toHaveBeenCalledTimes(1);
  });

  it('is applied to a picture, by its id where it is one of the kept ones', async () => {
    const elsewhere = open();
    elsewhere.act('apply');
    await vi.waitFor(() => expect(elsewhere.panel.reveal).toHaveBeenCalled());
    expect(elsewhere.panels.open.mock.calls).toMatchObject([[{ path: '/ws/a.png' }]]);
    expect(elsewhere.panel.wish).toHaveBeenCalledWith({
      kind: 'useStyle',
      name: 'harbour.pastiche.json',
      bytes: expect.any(Uint8Array),
    });

    const own = open(fakeUri('/global/presets/own.pastiche.json'));
    own.act('apply');
    await vi.waitFor(() => expect(own.panel.reveal).toHaveBeenCalled());
    expect(own.panel.wish).toHaveBeenCalledWith({ kind: 'choosePreset', id: 'preset:own' });
  });

  it('is saved among the presets, copied as a string, and opened as text', async () => {
    const parts = open();
    parts.act('save');
    await vi.waitFor(() => expect(parts.ui.tell).toHaveBeenCalledTimes(1));
    expect((await parts.presets.list()).map(({ name }) => name)).toEqual(['Harbour <b>', 'Own']);

    parts.act('copyString');
    await vi.waitFor(() => expect(parts.copied).toBe('pastiche:1:x'));

    parts.act('openText');
    await vi.waitFor(() => expect(parts.openAsText).toHaveBeenCalledWith(FILE));
  });

  it('says why something could not be done', async () => {
    const { act, files, ui } = open();
    files.contents.set(FILE.path, text('{'));
    act('save');
    await vi.waitFor(() =>
      expect(ui.complain).toHaveBeenCalledWith(expect.stringContaining('must be JSON')),
    );
  });
});

it('the page allows one script and no connection', () => {
  const html = presetPageHtml({
    base: 'https://files.test/',
    cspSource: 'https://files.test',
    nonce: 'abc',
    language: '"><script>',
  });
  const policy = /Content-Security-Policy" content="([^"]+)"/.exec(html)?.[1];
  expect(policy?.replaceAll('&#39;', "'").split('; ')).toEqual([
    "default-src 'none'",
    "script-src 'nonce-abc'",
    'style-src https://files.test',
    'img-src blob:',
    "base-uri 'none'",
    "form-action 'none'",
  ]);
  expect(html.match(/<script/g)).toHaveLength(1);
});
