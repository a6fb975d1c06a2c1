import { type Said, sentence } from '@pastiche/panel/sentence';
import { MainError } from './base/main-error.js';

/** The pinned folder of VGG19's files; a test holds it to the engine's catalogue and the manifest. */
export const VGG19_FOLDER =
  'https://raw.githubusercontent.com/azertat/tfjs_models/3c14b35a1b5037c331fe01da1b00d2d3bb09bba9/models/little_shards/';

const FILE = /^(model\.json|group1-shard\d{1,3}of138\.bin)$/;

type Fetch = (
  url: string,
) => Promise<Pick<FetchResponse, 'ok' | 'status'> & { arrayBuffer(): Promise<ArrayBuffer> }>;

/** VGG19's files, from the network or from memory. */
export interface Vgg19Files {
  /** @throws MainError `refused` or `weights-unavailable` */
  read(file: string): Promise<Uint8Array>;
  /** Makes the next `read` download the file again. */
  forget(file: string): void;
}

/**
 * VGG19's files for the window, which verifies them. They stay in memory while the plugin is open,
 * because a window of Figma has no cache: nothing is downloaded twice in a session.
 */
export function createVgg19Files(fetch: Fetch): Vgg19Files {
  const files = new Map<string, Promise<Uint8Array>>();
  return {
    async read(file) {
      if (!FILE.test(file)) {
        throw new MainError(
          'refused',
          sentence`VGG19 has no file “${file.slice(0, 60)}”; update Pastiche.`,
        );
      }
      const coming = files.get(file) ?? download(fetch, file);
      files.set(file, coming);
      try {
        return await coming;
      } catch (error) {
        files.delete(file);
        throw error;
      }
    },
    forget: (file) => void files.delete(file),
  };
}

async function download(fetch: Fetch, file: string): Promise<Uint8Array> {
  try {
    const response = await fetch(VGG19_FOLDER + file);
    if (response.ok) return new Uint8Array(await response.arrayBuffer());
  } catch (cause) {
    throw unavailable(sentence`the network cannot be reached`, cause);
  }
  throw unavailable(sentence`its server does not have it now`);
}

/** What `fetch` throws are words for developers. */
function unavailable(why: Said, cause?: unknown): MainError {
  return new MainError(
    // The panel's own code for it, which makes it offer the built-in network.
    'weights-unavailable',
    sentence`VGG19 could not be downloaded, because ${why}; try again later, or paint with the built-in network.`,
    cause,
  );
}
