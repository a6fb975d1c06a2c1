import type { Transport } from '@pastiche/panel/channel';
import type { Webview } from 'vscode';

/** The pipe to a webview's page. What the page cannot hear, because it is gone, is dropped. */
export function webviewTransport(
  webview: Pick<Webview, 'postMessage' | 'onDidReceiveMessage'>,
): Transport {
  return {
    post(message) {
      webview.postMessage(message).then(
        () => {},
        () => {},
      );
    },
    listen(receive) {
      const listening = webview.onDidReceiveMessage(receive);
      return () => listening.dispose();
    },
  };
}
