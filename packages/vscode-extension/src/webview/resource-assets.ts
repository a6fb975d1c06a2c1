import { ChannelError } from '@pastiche/panel/channel';
import { sentence } from '@pastiche/panel/core';
import type { Assets } from '@pastiche/panel/host';

/** The panel's files, which lie beside the page's script in the extension. */
export function resourceAssets({ base, nonce }: { base: string; nonce: string }): Assets {
  return {
    // A worker from another origin, which the files have here, is not allowed.
    workerKinds: ['blob'],
    scriptNonce: nonce,
    read: async (name) => {
      const response = await fetch(base + name);
      if (response.ok) return new Uint8Array(await response.arrayBuffer());
      throw new ChannelError(
        'failed',
        sentence`${name} should be part of the extension, but it is missing; install the extension again.`,
      );
    },
  };
}

/** What the extension wrote into the page. */
export function pageFacts(): { base: string; nonce: string; root: HTMLElement } {
  const root = document.getElementById('panel');
  const { base, nonce } = document.body.dataset;
  if (root !== null && base !== undefined && nonce !== undefined) return { root, base, nonce };
  throw new Error('The page should hold #panel, data-base and data-nonce; build it again.');
}
