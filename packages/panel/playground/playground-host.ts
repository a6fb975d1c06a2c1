import type { Host, HostEvents, HostResult } from '../src/host/host.js';
import { keptPresets } from './kept-presets.js';
import { download, pickPicture } from './pick-file.js';

const SETTINGS = 'pastiche.settings';

/** A page of its own as the host: pictures come from files and go to the downloads or the clipboard. */
export function createPlaygroundHost(): Host {
  const presets = keptPresets();
  const listeners = new Set<HostEvents>();
  const presetsChanged = () => {
    for (const listener of listeners) listener.presetsChanged();
  };
  return {
    capabilities: {
      actions: [
        { id: 'download', label: 'Download PNG' },
        { id: 'copy', label: 'Copy picture' },
      ],
      picksContent: true,
      styleLabel: null,
      contentNoun: null,
      keepsPresets: true,
    },
    readContent: async ({ pick }) => (pick ? pickPicture() : null),
    readStyle: pickPicture,
    listPresets: presets.list,
    savePreset: async (preset) => {
      await presets.save(preset);
      presetsChanged();
    },
    deletePreset: async (id) => {
      await presets.remove(id);
      presetsChanged();
    },
    weights: async () => ({ kind: 'address', baseUrl: null, cache: true }),
    readWeights: async (file) => {
      throw new Error(`${file} should be fetched from its address, not asked of this page.`);
    },
    writeResult,
    writeFile: async ({ name, mediaType, bytes }) => {
      download(name, mediaType, bytes);
      return `${name} is in your downloads.`;
    },
    readSettings: async () => JSON.parse(localStorage.getItem(SETTINGS) ?? 'null') as unknown,
    writeSettings: async (settings) => localStorage.setItem(SETTINGS, JSON.stringify(settings)),
    notify: () => {
      // The page has no place outside the panel, which shows the same words itself.
    },
    listen: (events) => {
      listeners.add(events);
      return () => listeners.delete(events);
    },
  };
}

async function writeResult({ encode, suggestedName }: HostResult, action: string): Promise<string> {
  const bytes = await encode({ mediaType: 'image/png' });
  const name = `${suggestedName}.png`;
  if (action === 'download') {
    download(name, 'image/png', bytes);
    return `${name} is in your downloads.`;
  }
  const picture = new Blob([bytes as BlobPart], { type: 'image/png' });
  try {
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': picture })]);
  } catch (cause) {
    throw new Error(
      'The browser did not allow this page to write to the clipboard; use Download PNG instead.',
      { cause },
    );
  }
  return 'The picture is on the clipboard.';
}
