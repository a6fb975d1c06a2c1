import type { Transport } from '@pastiche/panel/channel';

/** What VS Code gives to a webview's page, once. */
interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** The editor, as a page sees it. */
export interface VsCode extends Pick<VsCodeApi, 'getState' | 'setState'> {
  readonly transport: Transport;
}

/** To be called once. */
export function connectVsCode(): VsCode {
  const api = acquireVsCodeApi();
  return {
    getState: () => api.getState(),
    setState: (state) => api.setState(state),
    transport: {
      post: (message) => api.postMessage(message),
      listen: (receive) => {
        const listener = ({ data, source }: MessageEvent<unknown>) => {
          // The editor's messages come from a frame around this one; frames of its own it has none.
          if (source !== window) receive(data);
        };
        window.addEventListener('message', listener);
        return () => window.removeEventListener('message', listener);
      },
    },
  };
}
