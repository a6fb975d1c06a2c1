import { sentence } from '@pastiche/core';
import * as LIMITS from '@pastiche/core/limits';
import { effect, untracked } from '@preact/signals';
import { REALM_TIMERS } from '../../channel/realm-timers.js';
import type { EncodedMasks } from '../masks/masks.js';
import type { MasksPart } from '../masks/masks-part.js';
import type { HistoryEntry } from '../model.js';
import type { Notices } from '../notices.js';
import type { PanelModelOptions } from '../panel-options.js';
import type { HistoryPart } from '../results/history-part.js';
import type { ContentPart } from '../run/content-part.js';
import type { OfferedMaskPart } from '../run/offered-mask-part.js';
import type { RunMasks } from '../run/run-masks.js';
import type { RunPart } from '../run/run-part.js';
import type { Shelf } from '../styles/shelf.js';
import type { WeightedSource } from '../styles/style-source.js';
import type { StylesPart } from '../styles/styles-part.js';
import { digestOf, encodeSession, type SessionFile } from './session-file.js';
import { type MaskPieces, masksToPieces } from './session-masks.js';
import { createSessionWriting } from './session-writing.js';
import type { SettingsPart } from './settings-part.js';

const LARGEST = LIMITS.SESSION_BYTES_WRITTEN;

/** What is kept for after a reload. */
export interface KeptParts {
  readonly content: ContentPart;
  readonly offeredMask: OfferedMaskPart;
  readonly masks: MasksPart;
  readonly styles: StylesPart;
  readonly settings: SettingsPart;
  readonly runs: RunPart;
  readonly history: HistoryPart;
  readonly shelf: Shelf;
  readonly notices: Notices;
}

/**
 * Keeps what a reload must bring back up to date in the host, from now on.
 *
 * @returns ends it
 */
export function keepSession(parts: KeptParts, options: PanelModelOptions): () => void {
  const { content, offeredMask, masks, styles, settings, runs, history, notices } = parts;
  let told = false;
  const tellTooLarge = () => {
    if (told) return;
    told = true;
    notices.info(
      sentence`This painting is too large to be kept for a reload; until it is done, leave this window open.`,
    );
  };
  const writing = createSessionWriting(options.host, options.timers ?? REALM_TIMERS, () =>
    sessionBytes(parts, tellTooLarge),
  );
  let wasPainting = false;
  const stop = effect(() => {
    void content.content.value.kind;
    void offeredMask.isOn.value;
    void masks.revision.value;
    void styles.styles.value;
    void settings.settings.value;
    void runs.active.value;
    void history.latest.value;
    const isPainting = runs.kept.value !== null;
    untracked(isPainting && !wasPainting ? writing.hurry : writing.arm);
    wasPainting = isPainting;
    if (!isPainting) told = false;
  });
  return () => {
    stop();
    writing.close();
  };
}

/** What is kept of the paintings; the first that is not too much is taken. */
interface Spared {
  /** The finished one. */
  readonly finished: boolean;
  /** The one under way. */
  readonly painting: boolean;
}

const SPARED: readonly Spared[] = [
  { finished: false, painting: false },
  { finished: true, painting: false },
  { finished: false, painting: true },
  { finished: true, painting: true },
];

/** @param onTooLarge told where a painting under way cannot be kept */
async function sessionBytes(parts: KeptParts, onTooLarge: () => void): Promise<Uint8Array | null> {
  const drawn = await parts.masks.encoded();
  for (const spared of SPARED) {
    const session = sessionOf(parts, drawn, spared);
    if (session === null) return null;
    const bytes = session.pieces.reduce((sum, { byteLength }) => sum + byteLength, 0);
    if (bytes > LARGEST) continue;
    if (spared.painting && parts.runs.kept.peek() !== null) onTooLarge();
    return encodeSession(session);
  }
  return null;
}

function sessionOf(parts: KeptParts, drawn: EncodedMasks, spared: Spared): SessionFile | null {
  const { content, offeredMask, styles, settings, runs, history, shelf } = parts;
  const picture = content.picture();
  if (picture === null) return null;
  const pieces: Uint8Array[] = [];
  // What is painted larger is often the last finished painting, too.
  const put = (bytes: Uint8Array) => {
    const index = pieces.indexOf(bytes);
    return index === -1 ? pieces.push(bytes) - 1 : index;
  };
  const { parameters, originalSize, network, frames } = settings.settings.peek();
  const kept = spared.painting ? null : runs.kept.peek();
  const latest = spared.finished ? null : history.find(history.latest.peek());
  const blends = [
    styles.blend(),
    ...(kept ? [kept.blend] : []),
    ...(latest ? [history.blendOf(latest.id)] : []),
  ];
  const wanted = new Set(blends.flat().map(({ source }) => source.item.id));
  const head: SessionFile['head'] = {
    content: {
      name: picture.name,
      id: picture.id ?? null,
      digest: digestOf(picture.bytes),
      bytes: picture.ofHost ? null : put(picture.bytes),
    },
    pictures: shelf
      .pictures()
      .filter(({ id }) => wanted.has(id))
      .map(({ id, name, bytes }) => ({ id, name, bytes: put(bytes) })),
    blend: shares(styles.blend(), put),
    masks: masksIn({ ...drawn, offered: null }, put),
    keepsOffered: offeredMask.isOn.peek(),
    parameters,
    originalSize,
    network,
    frames,
    painting:
      kept === null
        ? null
        : {
            blend: shares(kept.blend, put),
            masks: masksIn(kept.masks, put),
            parameters: kept.parameters,
            network: kept.network,
            frames: kept.frames,
            smaller: kept.smaller ? { ...kept.smaller, png: put(kept.smaller.png) } : undefined,
            checkpoint: kept.checkpoint === null ? null : put(kept.checkpoint),
          },
    finished: latest === null ? null : finished(latest, history.blendOf(latest.id), put),
  };
  return { head, pieces };
}

function masksIn(masks: RunMasks, put: (bytes: Uint8Array) => number): MaskPieces | undefined {
  const { offered, protect, regions } = masks;
  const isBlank = offered === null && protect === null && regions.length === 0;
  return isBlank ? undefined : masksToPieces(masks, put);
}

function shares(
  blend: readonly WeightedSource[],
  put: (bytes: Uint8Array) => number,
): SessionFile['head']['blend'] {
  return blend.map(({ source, weight, parts }) => ({
    id: source.item.id,
    weight,
    parts: parts?.map(({ name, mask }) => ({ name, mask: put(mask) })),
  }));
}

function finished(
  { png, masks, width, height, parameters, network, seconds, stoppedEarly }: HistoryEntry,
  blend: readonly WeightedSource[],
  put: (bytes: Uint8Array) => number,
): SessionFile['head']['finished'] {
  const facts = { width, height, parameters, network, seconds, stoppedEarly };
  return { ...facts, png: put(png), masks, blend: shares(blend, put) };
}
