// The extension's side of a tab, in the page itself: what a `WebviewPanel` does for the extension, and
// the editor's own `acquireVsCodeApi` for the page.

const hearing = new Set<(message: unknown) => void>();
/** The page may speak before the extension listens. */
const waiting: unknown[] = [];

/** Stands for the tab; what is posted to it arrives in this page. */
export const webviewPanel = {
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

/** Stands for the editor's function of this name. */
export function acquireVsCodeApi() {
  return {
    postMessage: (message: unknown) => {
      if (hearing.size === 0) waiting.push(message);
      for (const listener of hearing) listener(structuredClone(message));
    },
    getState: () => undefined,
    setState: () => {},
  };
}
