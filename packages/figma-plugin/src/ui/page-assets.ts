import { ChannelError } from '@pastiche/panel/channel';
import { sentence } from '@pastiche/panel/core';
import type { Assets } from '@pastiche/panel/host';

/**
 * The panel's files, which lie in this page: its policy may forbid every address but `data:`. A
 * `blob:` worker is the second choice, for a policy that knows only that.
 *
 * @example
 * await pageAssets(document).read('styles/woodcut.webp');
 */
export function pageAssets(page: Pick<Document, 'querySelector'>): Assets {
  return {
    workerKinds: ['data', 'blob'],
    read: async (name) => {
      const element = page.querySelector<HTMLElement>(`script[data-asset="${name}"]`);
      const text = element?.textContent;
      if (!element || !text) {
        throw new ChannelError(
          'failed',
          sentence`${name} should be part of the plugin, but it is not; install it again.`,
        );
      }
      // Megabytes of them are asked for at once: the page gets a turn before each.
      await new Promise((resolve) => setTimeout(resolve));
      return element.dataset.kind === 'text' ? new TextEncoder().encode(text) : fromBase64(text);
    },
  };
}

function fromBase64(text: string): Uint8Array {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < bytes.length; index++) bytes[index] = binary.charCodeAt(index);
  return bytes;
}
