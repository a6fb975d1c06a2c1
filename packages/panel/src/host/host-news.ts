import type { HostEvents, HostPicture } from './host.js';

/** Host events on their way to whoever listens. */
export interface HostNews extends HostEvents {
  /** @returns ends the listening */
  listen(events: HostEvents): () => void;
}

/**
 * Passes host events on to all who listen. While nobody does, it keeps the latest of each kind for
 * the next one, so that nothing is lost between the opening of a pipe and the first `listen`.
 */
export function createHostNews(): HostNews {
  const listeners = new Set<HostEvents>();
  let content: { readonly picture: HostPicture | null } | null = null;
  let presets = false;
  return {
    contentChanged(picture) {
      if (listeners.size === 0) content = { picture };
      for (const listener of [...listeners]) listener.contentChanged(picture);
    },
    presetsChanged() {
      if (listeners.size === 0) presets = true;
      for (const listener of [...listeners]) listener.presetsChanged();
    },
    listen(events) {
      // An object of its own, so that the same events can listen twice and stop once.
      const listener: HostEvents = {
        contentChanged: (picture) => events.contentChanged(picture),
        presetsChanged: () => events.presetsChanged(),
      };
      listeners.add(listener);
      const [keptContent, keptPresets] = [content, presets];
      content = null;
      presets = false;
      if (keptContent !== null) listener.contentChanged(keptContent.picture);
      if (keptPresets) listener.presetsChanged();
      return () => listeners.delete(listener);
    },
  };
}
