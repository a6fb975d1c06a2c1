import { openBatchPage } from '../src/batch/batch-page.js';

// The extension's side of a batch's tab, in the page itself: it gives the page the editor's own
// `acquireVsCodeApi`, and the test a way to say what is being painted.

const hearing = new Set<(message: unknown) => void>();
/** The page may speak before the extension listens. */
const waiting: unknown[] = [];

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

Object.assign(window, {
  acquireVsCodeApi: () => ({
    postMessage: (message: unknown) => {
      if (hearing.size === 0) waiting.push(message);
      for (const listener of hearing) listener(structuredClone(message));
    },
    getState: () => undefined,
    setState: () => {},
  }),
  caption: async (text: string) => {
    const options = { webviewPanel, html: '', weightsBase: './', settings: '{"format":1}' };
    const page = await openBatchPage(options as never);
    page.caption(text);
  },
});
