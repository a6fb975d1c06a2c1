import type { BodyOf } from '../channel/channel.js';
import { ChannelError } from '../channel/channel-error.js';
import { DISAGREEMENT } from '../channel/disagreement.js';
import { idMaker } from '../channel/id-maker.js';
import type { HostResult } from './host.js';
import type { HOST_CLIENT_CONTRACT } from './host-contract.js';
import { plainBytes } from './plain-host-data.js';

/** Results that a host at the other end of a pipe is writing, and may ask for the files of. */
export interface PendingResults {
  /** @param write tells the host of the result; it may ask for the file by the id until this is settled */
  during<T>(result: HostResult, write: (id: string) => Promise<T>): Promise<T>;
  /** Answers the host. @throws ChannelError for a result that is not being written */
  encode(asked: BodyOf<typeof HOST_CLIENT_CONTRACT, 'encodeResult'>): Promise<Uint8Array>;
}

/** Makes an empty holding. */
export function createPendingResults(): PendingResults {
  const results = new Map<string, HostResult>();
  const createId = idMaker();
  return {
    during: async (result, write) => {
      const id = createId();
      results.set(id, result);
      try {
        return await write(id);
      } finally {
        results.delete(id);
      }
    },
    encode: async ({ id, mediaType, quality }) => {
      const result = results.get(id);
      if (result === undefined) {
        throw new ChannelError('failed', `No result ${id} is being written.`, {
          said: DISAGREEMENT,
        });
      }
      return plainBytes(await result.encode({ mediaType, quality: quality ?? undefined }));
    },
  };
}
