import type { Transport } from './channel.js';
import { ownField } from './own-field.js';

/** A window as its messages go in: a frame's `contentWindow`, or `parent`. */
export interface WindowLike {
  postMessage(message: unknown, targetOrigin: string, transfer: object[]): void;
}

/** What a window hears of. */
export interface WindowMessage {
  readonly data: unknown;
  /** The window that sent it. */
  readonly source: unknown;
}

/** The realm's own window, where messages arrive. */
export interface HearingWindow {
  addEventListener(type: 'message', listener: (event: WindowMessage) => void): void;
  removeEventListener(type: 'message', listener: (event: WindowMessage) => void): void;
}

export interface WindowTransportOptions {
  readonly here: HearingWindow;
  readonly there: WindowLike;
  /** Windows whose messages count, where they do not come from `there` itself. */
  readonly senders?: readonly unknown[];
  /** Who may receive. Default `*`: a sandboxed frame has no origin that could be named. */
  readonly targetOrigin?: string;
  /** The field in which messages travel, such as Figma's `pluginMessage`; `null` (default): bare. */
  readonly field?: string | null;
}

/**
 * The pipe between a page and a frame in it. Everybody can post to a window, so what comes from
 * another sender, or is no message of a channel, is passed over in silence.
 *
 * @example
 * const transport = windowTransport({ here: window, there: parent, field: 'pluginMessage' });
 */
export function windowTransport(options: WindowTransportOptions): Transport {
  const { here, there, senders = [there], targetOrigin = '*', field = null } = options;
  return {
    post(message, transfer = []) {
      const posted = field === null ? message : { [field]: message };
      there.postMessage(posted, targetOrigin, [...transfer]);
    },
    listen(receive) {
      const listener = ({ data, source }: WindowMessage) => {
        if (!senders.includes(source)) return;
        const message = field === null ? data : fieldOf(data, field);
        if (fieldOf(message, 'pastiche') !== undefined) receive(message);
      };
      here.addEventListener('message', listener);
      return () => here.removeEventListener('message', listener);
    },
  };
}

function fieldOf(value: unknown, name: string): unknown {
  const isObject = typeof value === 'object' && value !== null;
  return isObject ? ownField(value as { readonly [name: string]: unknown }, name) : undefined;
}
