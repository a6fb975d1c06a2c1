import type { Host, HostEvents, HostPicture } from '@pastiche/panel/host';
import type { KeptParts } from './kept-parts.js';

/** The host, whose contents come with what of them stays. */
export interface KeepingHost {
  readonly host: Host;
  /** Tells the panel of the present content with another mask. */
  tell(picture: HostPicture): void;
  /** The answer to what makes the host tell of a content, once the panel was told of it. */
  after<Answer>(answer: Promise<Answer>): Promise<Answer>;
}

/** @param kept asked for what stays of each content that the host gives or tells of */
export function keepingHost(host: Host, kept: Pick<KeptParts, 'offered'>): KeepingHost {
  const listeners = new Set<HostEvents>();
  let last: Promise<unknown> = Promise.resolve();
  const pass = async (picture: HostPicture | null, events: HostEvents) => {
    const offered = await kept.offered(picture);
    // One that came meanwhile is told of by itself.
    if (offered.isNewest) events.contentChanged(offered.picture);
  };
  return {
    host: {
      ...host,
      readContent: async (options) => {
        const picture = await host.readContent(options);
        return (await kept.offered(picture)).picture;
      },
      listen: (events) => {
        listeners.add(events);
        const stop = host.listen({
          ...events,
          contentChanged: (picture) => {
            last = pass(picture, events);
          },
        });
        return () => {
          listeners.delete(events);
          stop();
        };
      },
    },
    tell: (picture) => {
      for (const listener of listeners) listener.contentChanged(picture);
    },
    after: async (answer) => {
      const answered = await answer;
      await last;
      return answered;
    },
  };
}
