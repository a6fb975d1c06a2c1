import { dataUrl } from '@pastiche/panel';
import { ChannelError } from '@pastiche/panel/channel';
import { sentence } from '@pastiche/panel/core';
import type { Host, HostAction, HostResult } from '@pastiche/panel/host';

/** What only a page can do. */
const ACTIONS: readonly HostAction[] = [
  { id: 'copy', label: sentence`Copy picture` },
  { id: 'copy-data', label: sentence`Copy as data URI` },
];
/** The first of the host's own actions are buttons. */
const BEFORE = 2;

/** Editors slow down in longer lines, letters. */
const LONGEST_DATA = 1_000_000;
/** From fine to coarse, until one is short enough. */
const QUALITIES = [0.9, 0.7, 0.5];

/** The host with copies to the clipboard, which only a page can make. */
export function clipboardHost(host: Host): Host {
  const { capabilities } = host;
  const own = [...capabilities.actions];
  const actions = [...own.slice(0, BEFORE), ...ACTIONS, ...own.slice(BEFORE)];
  return {
    ...host,
    capabilities: { ...capabilities, actions },
    writeResult: async (result, action) => {
      switch (action) {
        case 'copy':
          await copyPicture(await result.encode({ mediaType: 'image/png' }));
          return sentence`The picture is on the clipboard.`;
        case 'copy-data': {
          const text = await shortData(result);
          await allowed(() => navigator.clipboard.writeText(text));
          return sentence`The picture is on the clipboard as a data URI of ${kilobytes(text)} kB.`;
        }
        default:
          return host.writeResult(result, action);
      }
    },
  };
}

function copyPicture(png: Uint8Array): Promise<void> {
  const picture = new Blob([png as Uint8Array<ArrayBuffer>], { type: 'image/png' });
  return allowed(() => navigator.clipboard.write([new ClipboardItem({ 'image/png': picture })]));
}

/** @throws ChannelError when it is too long in every quality */
async function shortData({ encode }: HostResult): Promise<string> {
  let text = '';
  for (const quality of QUALITIES) {
    const bytes = await encode({ mediaType: 'image/webp', quality });
    // A browser that cannot write WebP gives PNG.
    text = dataUrl(bytes[0] === 0x89 ? 'image/png' : 'image/webp', bytes);
    if (text.length <= LONGEST_DATA) return text;
  }
  throw new ChannelError(
    'failed',
    sentence`As a data URI the painting would have ${kilobytes(text)} kB, but at most ${LONGEST_DATA / 1000} kB are copied; paint it smaller, or save it.`,
  );
}

function kilobytes(text: string): number {
  return Math.ceil(text.length / 1000);
}

async function allowed(write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (cause) {
    throw new ChannelError(
      'failed',
      sentence`The editor did not allow the clipboard; save the painting instead.`,
      {
        details: String(cause),
      },
    );
  }
}
