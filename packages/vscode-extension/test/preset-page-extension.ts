import { openPresetEditor } from '../src/preset-editor/preset-editor.js';
import { presetPageHtml } from '../src/preset-editor/preset-page-html.js';
import { createFakeFiles } from '../src/test/fake-files.js';
import { fakeUri } from '../src/test/fake-uri.js';

// The extension's side of a preset's tab, in the page itself: it gives the page the editor's own
// `acquireVsCodeApi`, and the test a way to change the file and to see what was asked for.

const FILE = fakeUri('/ws/.pastiche/harbour.pastiche.json');
const done: string[] = [];
const hearing = new Set<(message: unknown) => void>();
/** The page may speak before the test has opened a file. */
const waiting: unknown[] = [];
const files = createFakeFiles();
let changed = () => {};

const text = (value: string) => new TextEncoder().encode(value);
const note = (what: string) => async () => {
  done.push(what);
};

const webviewPanel = {
  webview: {
    html: '',
    postMessage: async (data: unknown) => {
      window.dispatchEvent(new MessageEvent('message', { data: structuredClone(data) }));
      return true;
    },
    onDidReceiveMessage: (listener: (message: unknown) => void) => {
      hearing.add(listener);
      for (const message of waiting.splice(0)) listener(message);
      return { dispose: () => hearing.delete(listener) };
    },
  },
  onDidDispose: () => ({ dispose: () => {} }),
};

const services = {
  files,
  log: { debug: () => {}, info: () => {}, warn: note('warn'), error: note('error') },
  ui: { tell: note('tell'), complain: note('complain') },
  t: (message: string, ...values: unknown[]) =>
    message.replace(/\{(\d+)\}/g, (_: string, index: string) => String(values[Number(index)])),
  language: 'en',
  presets: { list: async () => [], importDocument: note('save') },
  panels: { open: () => ({ wish: note('wish'), reveal: note('reveal') }) },
  shareStrings: { write: async () => 'pastiche:1:x', read: async () => '' },
  clipboard: { writeText: note('copy') },
  watch: (_: unknown, events: { changed: () => void }) => {
    changed = events.changed;
    return () => {};
  },
  pickPicture: async () => fakeUri('/ws/a.png'),
  openAsText: note('openText'),
};

Object.assign(window, {
  acquireVsCodeApi: () => ({
    postMessage: (message: unknown) => {
      if (hearing.size === 0) waiting.push(message);
      for (const listener of hearing) listener(structuredClone(message));
    },
    getState: () => undefined,
    setState: () => {},
  }),
  extension: {
    done,
    html: presetPageHtml,
    open: (document: string) => {
      files.contents.set(FILE.path, text(document));
      const options = { webviewPanel, html: '', file: FILE };
      openPresetEditor(options as never, services as never);
    },
    change: (document: string) => {
      files.contents.set(FILE.path, text(document));
      changed();
    },
  },
});
