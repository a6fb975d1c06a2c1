import { type Language, sayIn } from '@pastiche/core';
import { openPresetEditor } from '../src/extension/preset-editor/preset-editor.js';
import { presetPageHtml } from '../src/extension/preset-editor/preset-page-html.js';
import { createFakeFiles } from '../src/test/fake-files.js';
import { fakeUri } from '../src/test/fake-uri.js';
import { acquireVsCodeApi, webviewPanel } from './page-of-extension.js';

// The extension's side of a preset's tab, with a way for the test to change the file and to see what
// was asked for.

const FILE = fakeUri('/ws/.pastiche/harbour.pastiche.json');
const done: string[] = [];
const files = createFakeFiles();
let changed = () => {};

const text = (value: string) => new TextEncoder().encode(value);
const note = (what: string) => async () => {
  done.push(what);
};

const imported = async () => {
  done.push('save');
  return { name: 'Harbour', isNew: true };
};

const services = (language: Language) => ({
  files,
  log: { debug: () => {}, info: () => {}, warn: note('warn'), error: note('error') },
  ui: { tell: note('tell'), complain: note('complain') },
  say: sayIn(language),
  presets: { list: async () => [], importDocument: imported },
  panels: { open: () => ({ wish: note('wish'), reveal: note('reveal') }) },
  shareStrings: { write: async () => 'pastiche:1:x', read: async () => '' },
  clipboard: { writeText: note('copy') },
  watch: (_: unknown, events: { changed: () => void }) => {
    changed = events.changed;
    return () => {};
  },
  pickPicture: async () => fakeUri('/ws/a.png'),
  openAsText: note('openText'),
});

Object.assign(window, {
  acquireVsCodeApi,
  extension: {
    done,
    html: presetPageHtml,
    open: (document: string, language: Language) => {
      files.contents.set(FILE.path, text(document));
      const options = { webviewPanel, html: '', file: FILE };
      openPresetEditor(options as never, services(language) as never);
    },
    change: (document: string) => {
      files.contents.set(FILE.path, text(document));
      changed();
    },
  },
});
