import type { Transport } from '@pastiche/panel/channel';
import { pipeTransport } from '@pastiche/panel/channel';
import type { Webview, WebviewPanel } from 'vscode';

/** A webview panel without an editor, and the pipe as its page sees it. */
export function createFakeWebviewPanel() {
  const [host, page] = pipeTransport();
  const disposed: (() => void)[] = [];
  let html = '';
  const webview: Partial<Webview> = {
    // Real pipes copy.
    postMessage: async (message: unknown) => {
      host.post(structuredClone(message));
      return true;
    },
    onDidReceiveMessage: (listener: (message: unknown) => void) => {
      const stop = host.listen(listener);
      return { dispose: stop };
    },
    get html() {
      return html;
    },
    set html(value) {
      html = value;
    },
  };
  const panel = {
    webview,
    title: '',
    visible: true,
    active: true,
    reveal: () => {
      revealed += 1;
    },
    onDidDispose: (listener: () => void) => {
      disposed.push(listener);
      return { dispose: () => {} };
    },
    dispose: () => {
      for (const listener of disposed.splice(0)) listener();
    },
  };
  let revealed = 0;
  return {
    panel: panel as unknown as WebviewPanel & { visible: boolean; active: boolean },
    page: page as Transport,
    get revealed() {
      return revealed;
    },
  };
}
