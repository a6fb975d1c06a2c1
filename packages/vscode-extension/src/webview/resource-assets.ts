import { ChannelError } from '@pastiche/panel/channel';
import { type Language, sentence } from '@pastiche/panel/core';
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

export interface PageFacts {
  readonly root: HTMLElement;
  /** Address of the panel's files, with a slash at the end. */
  readonly base: string;
  readonly nonce: string;
  readonly language: Language;
}

/** What the extension wrote into the page. */
export function pageFacts(): PageFacts {
  const root = document.getElementById('panel');
  const { base, nonce, dictionary } = document.body.dataset;
  if (root !== null && base !== undefined && nonce !== undefined && dictionary !== undefined) {
    const tag = document.documentElement.lang;
    return { root, base, nonce, language: { tag, dictionary: JSON.parse(dictionary) } };
  }
  throw new Error(
    'The page should hold #panel, and data-base, -nonce and -dictionary; build it again.',
  );
}
