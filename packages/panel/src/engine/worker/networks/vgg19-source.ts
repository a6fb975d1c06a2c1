import { StyleTransferError, sentence } from '@pastiche/core';
import { cachedSource, catalogueSource, VGG19, type WeightSource } from '@pastiche/core/weights';
import type { Pending } from '../../../channel/index.js';
import type { HostWeights } from '../../../host/host.js';
import type { StoredWeights } from './stored-weights.js';

export interface Vgg19SourceOptions {
  readonly origin: HostWeights;
  readonly stored: StoredWeights | null;
  /** Asks the panel for a file, where the origin is `files`. */
  readonly askPanel: (file: string) => Pending<Uint8Array>;
  /** Whether files that are not kept may be fetched. */
  readonly mayDownload: boolean;
}

/** VGG19's files from wherever this host has them, each one verified. */
export function vgg19Source(options: Vgg19SourceOptions): WeightSource {
  const { origin, stored, mayDownload } = options;
  if (origin.kind === 'files') {
    const source = mayDownload ? panelSource(options.askPanel) : nowhere;
    return cachedSource(source, null, VGG19.files);
  }
  const cache = origin.cache ? (stored?.cache ?? null) : null;
  if (!mayDownload) return cachedSource(nowhere, cache, VGG19.files);
  return catalogueSource(VGG19, {
    baseUrl: origin.baseUrl ?? undefined,
    cache: cache ?? undefined,
  });
}

/** The panel asks its host, which reads the file. */
function panelSource(askPanel: Vgg19SourceOptions['askPanel']): WeightSource {
  return {
    name: 'the host',
    async read(file, { signal, onBytes } = {}) {
      const pending = askPanel(file);
      signal?.addEventListener('abort', pending.cancel, { once: true });
      try {
        const bytes = await pending.reply;
        onBytes?.(bytes.byteLength, bytes.byteLength);
        return bytes;
      } finally {
        signal?.removeEventListener('abort', pending.cancel);
      }
    },
  };
}

const nowhere: WeightSource = {
  name: 'the files kept on this machine',
  async read(file) {
    throw new StyleTransferError(
      'weights-unavailable',
      sentence`${file} of VGG19 is not kept on this machine; download VGG19 first.`,
    );
  },
};
