import { sentence } from '@pastiche/panel/core';
import type { ActionNote, Host, HostAction, HostResult } from '@pastiche/panel/host';
import { type ActionNotes, QUEUED } from '../window-contract.js';
import { downloadFile } from './download-file.js';

const DOWNLOAD: HostAction = { id: 'download', label: sentence`Download PNG` };

const NO_LAYER = sentence`The picture that was painted is not a layer.`;

/** In Figma a picture is opened by selecting a layer; files can be dropped and pasted as well. */
const PICKING = {
  pickLabel: sentence`Use selection`,
  pickHint: sentence`Select a layer on the canvas, or drop or paste a picture here. A layer is never changed unless you say so.`,
};

export interface WindowHostOptions {
  readonly host: Host;
  /** Nothing can be written in the file: results can only be downloaded. */
  readonly readOnly: boolean;
  /** Whether one layer after another is painted: then the first action leaves selection and view alone. */
  isQueued(): boolean;
  /** What is to be known of actions with results of a layer, by the mark of its picture. */
  notesOn(contentId: string): ActionNotes;
  /** A result as it is written; default: as it comes. */
  finished?(result: HostResult): HostResult;
  /** Told that a result is on its way. @returns told in the end whether it was written */
  onWriting(): (written: boolean) => void;
}

/** The sandbox's host, with what only the window can do: to save files. */
export function windowHost(options: WindowHostOptions): Host {
  const { host, readOnly, isQueued, notesOn, onWriting } = options;
  const { finished = (result) => result } = options;
  const remote = host.capabilities.actions
    .filter(({ id }) => id !== DOWNLOAD.id)
    .map((action, index) => ({
      ...action,
      noteOn: (contentId: string | null) => noteOn(action.id, index, contentId, notesOn),
    }));
  const write = async (painted: HostResult, action: string) => {
    const result = finished(painted);
    if (action === DOWNLOAD.id) return downloadFile(await pngOf(result));
    const isNext = isQueued() && action === remote[0]?.id;
    return host.writeResult(result, isNext ? QUEUED : action);
  };
  return {
    ...host,
    capabilities: {
      ...host.capabilities,
      actions: readOnly ? [DOWNLOAD] : [...remote, DOWNLOAD],
      ...PICKING,
    },
    writeFile: async (file) => downloadFile(file),
    writeResult: async (result, action) => {
      const ended = onWriting();
      let written = false;
      try {
        const done = await write(result, action);
        written = done !== null;
        return done;
      } finally {
        ended(written);
      }
    },
  };
}

/** A picture that was no layer has none to be filled: the first action alone places it. */
function noteOn(
  action: string,
  index: number,
  contentId: string | null,
  notesOn: WindowHostOptions['notesOn'],
): ActionNote | null {
  if (contentId !== null) return notesOn(contentId).find((note) => note.action === action) ?? null;
  return index === 0 ? null : { isWithheld: true, said: NO_LAYER };
}

async function pngOf({ suggestedName, encode }: HostResult) {
  const mediaType = 'image/png';
  return { name: `${suggestedName}.png`, mediaType, bytes: await encode({ mediaType }) };
}
