import * as LIMITS from '@pastiche/core/limits';
import { effect, untracked } from '@preact/signals';
import { REALM_TIMERS } from '../../channel/realm-timers.js';
import type { EncodedMasks } from '../masks/masks.js';
import type { MasksPart } from '../masks/masks-part.js';
import type { HistoryEntry } from '../model.js';
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
}

/**
 * Keeps what a reload must bring back up to date in the host, from now on.
 *
 * @returns ends it
 */
export function keepSession(parts: KeptParts, options: PanelModelOptions): () => void {
  const { content, offeredMask, masks, styles, settings, runs, history } = parts;
  const writing = createSessionWriting(options.host, options.timers ?? REALM_TIMERS, () =>
    sessionBytes(parts),
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
  });
  return () => {
    stop();
    writing.close();
  };
}

async function sessionBytes(parts: KeptParts): Promise<Uint8Array | null> {
  const drawn = await parts.masks.encoded();
  for (const spared of [false, true]) {
    const session = sessionOf(parts, drawn, spared);
    if (session === null) return null;
    const bytes = session.pieces.reduce((sum, { byteLength }) => sum + byteLength, 0);
    if (bytes <= LARGEST) return encodeSession(session);
  }
  return null;
}

/** @param spared without the finished painting */
function sessionOf(parts: KeptParts, drawn: EncodedMasks, spared: boolean): SessionFile | null {
  const { content, offeredMask, styles, settings, runs, history, shelf } = parts;
  const picture = content.picture();
  if (picture === null) return null;
  const pieces: Uint8Array[] = [];
  const put = (bytes: Uint8Array) => pieces.push(bytes) - 1;
  const { parameters, network, frames } = settings.settings.peek();
  const kept = runs.kept.peek();
  const latest = spared ? null : history.find(history.latest.peek());
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
