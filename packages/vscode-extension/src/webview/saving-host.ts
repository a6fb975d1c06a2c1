import { ChannelError } from '@pastiche/panel/channel';
import { sentence } from '@pastiche/panel/core';
import type { Host, HostResult } from '@pastiche/panel/host';
import type { Encoding, SavingOrder } from '../shared/saving-order.js';
import { encodeAs } from './encode-as.js';

export interface SavingHostOptions {
  readonly host: Host;
  /** Asks the extension how to encode; `null`: the person changed their mind. */
  plan(order: SavingOrder): Promise<Encoding | null>;
  /** The name of the content that a painting was made from, if it is known. */
  contentNameOf(png: Uint8Array): string | null;
  readonly copied: string;
}

/**
 * The host with paintings encoded as it wants them, which only a page can do, and with a copy to
 * the clipboard, which only a page can make.
 */
export function savingHost({ host, plan, contentNameOf, copied }: SavingHostOptions): Host {
  return {
    ...host,
    writeResult: async (result, action) => {
      if (action === 'copy') {
        await copy(result);
        return copied;
      }
      const { suggestedName, width, height, bytes } = result;
      const contentName = contentNameOf(bytes);
      const encoding = await plan({ action, contentName, suggestedName, width, height });
      if (encoding === null) return null;
      return host.writeResult({ ...result, bytes: await encodeAs(bytes, encoding) }, action);
    },
  };
}

async function copy({ bytes }: HostResult): Promise<void> {
  const picture = new Blob([bytes as Uint8Array<ArrayBuffer>], { type: 'image/png' });
  try {
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': picture })]);
  } catch (cause) {
    throw new ChannelError(
      'failed',
      sentence`The editor did not allow the clipboard; save the painting instead.`,
      {
        details: String(cause),
      },
    );
  }
}
