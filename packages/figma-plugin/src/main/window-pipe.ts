import type { Transport } from '@pastiche/panel/channel';

type WindowPipe = Pick<UIAPI, 'postMessage' | 'on' | 'off'>;

/** The pipe between the sandbox and the plugin's window, for several channels. */
export function windowPipe(ui: WindowPipe): Transport {
  return {
    // Figma copies what it passes on; nothing can be handed over.
    post: (message) => ui.postMessage(message),
    listen(receive) {
      const listener = (message: unknown) => {
        if (isOfChannel(message)) receive(message);
      };
      ui.on('message', listener);
      return () => ui.off('message', listener);
    },
  };
}

function isOfChannel(message: unknown): boolean {
  return typeof message === 'object' && message !== null && 'pastiche' in message;
}
