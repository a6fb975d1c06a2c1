import { ChannelError } from '@pastiche/panel/channel';
import { sentence } from '@pastiche/panel/core';
import type { Host } from '@pastiche/panel/host';

/** The host with a copy to the clipboard, which only a page can make. */
export function clipboardHost(host: Host): Host {
  return {
    ...host,
    writeResult: async (result, action) => {
      if (action !== 'copy') return host.writeResult(result, action);
      await copy(await result.encode({ mediaType: 'image/png' }));
      return sentence`The picture is on the clipboard.`;
    },
  };
}

async function copy(png: Uint8Array): Promise<void> {
  const picture = new Blob([png as Uint8Array<ArrayBuffer>], { type: 'image/png' });
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
