import { ChannelError } from '@pastiche/panel/channel';
import { type Said, sentence } from '@pastiche/panel/core';
import type {
  Host,
  HostEvents,
  HostPicture,
  HostPreset,
  HostResult,
  HostSample,
} from '@pastiche/panel/host';
import { download, pickPicture } from './pick-file.js';

const SETTINGS = 'pastiche.settings';

/** Where presets are kept. */
export interface PresetStore {
  list(): Promise<readonly HostPreset[]>;
  save(preset: HostPreset): Promise<unknown>;
  remove(id: string): Promise<unknown>;
}

export interface PageHost extends Host {
  /** What is picked the next time in the person's place, who has chosen it on the page already. */
  pickNext(read: () => Promise<HostPicture>): void;
}

export interface PageHostOptions {
  readonly presets: PresetStore;
  readonly samples: readonly HostSample[];
}

/** A page of its own as the host: pictures come from files and go to the downloads or the clipboard. */
export function createPageHost({ presets, samples }: PageHostOptions): PageHost {
  const listeners = new Set<HostEvents>();
  const changed = async (change: Promise<unknown>) => {
    await change;
    for (const listener of listeners) listener.presetsChanged();
  };
  let next: (() => Promise<HostPicture>) | null = null;
  const pick = () => {
    const read = next ?? pickPicture;
    next = null;
    return read();
  };
  return {
    capabilities: {
      actions: [
        { id: 'download', label: sentence`Download PNG` },
        { id: 'copy', label: sentence`Copy picture` },
      ],
      picksContent: true,
      pickHint: sentence`Open a picture, drop one here, or paste it. Nothing is uploaded.`,
      styleLabel: null,
      contentNoun: null,
      samples,
      keepsPresets: true,
      savesPresets: true,
    },
    pickNext: (read) => {
      next = read;
    },
    readContent: async (options) => (options.pick ? pick() : null),
    readStyle: pickPicture,
    listPresets: presets.list,
    savePreset: (preset) => changed(presets.save(preset)),
    deletePreset: (id) => changed(presets.remove(id)),
    weights: async () => ({ kind: 'address', baseUrl: null, cache: true }),
    readWeights: async (file) => {
      throw new Error(`${file} should be fetched from its address, not asked of this page.`);
    },
    writeResult,
    writeFile: async ({ name, mediaType, bytes }) => {
      download(name, mediaType, bytes);
      return inDownloads(name);
    },
    readSettings: async () => readKept(),
    writeSettings: async (settings) => writeKept(JSON.stringify(settings)),
    notify: () => {
      // The page has no place outside the panel, which shows the same words itself.
    },
    listen: (events) => {
      listeners.add(events);
      return () => listeners.delete(events);
    },
  };
}

async function writeResult({ encode, suggestedName }: HostResult, action: string): Promise<Said> {
  const bytes = await encode({ mediaType: 'image/png' });
  const name = `${suggestedName}.png`;
  if (action === 'download') {
    download(name, 'image/png', bytes);
    return inDownloads(name);
  }
  const picture = new Blob([bytes as BlobPart], { type: 'image/png' });
  try {
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': picture })]);
  } catch {
    throw new ChannelError(
      'failed',
      sentence`The browser did not allow this page to write to the clipboard; use Download PNG instead.`,
    );
  }
  return sentence`The picture is on the clipboard.`;
}

function inDownloads(name: string): Said {
  return sentence`${name} is in your downloads.`;
}

/** What an earlier visit left; nothing where the browser keeps nothing for the page, or it is damaged. */
function readKept(): unknown {
  try {
    return JSON.parse(localStorage.getItem(SETTINGS) ?? 'null');
  } catch {
    return null;
  }
}

function writeKept(settings: string): void {
  try {
    localStorage.setItem(SETTINGS, settings);
  } catch {
    // The person has told the browser to keep nothing, and need not hear of it at each change.
  }
}
