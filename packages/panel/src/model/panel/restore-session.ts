import { sentence } from '@pastiche/core';
import type { Signal } from '@preact/signals';
import type { PanelModelOptions } from '../panel-options.js';
import { NO_MASKS } from '../run/run-masks.js';
import type { LiveSubject } from '../run/shown.js';
import { decodeSession, digestOf, type SessionFile } from '../session/session-file.js';
import { masksFromPieces } from '../session/session-masks.js';
import type { WeightedSource } from '../styles/style-source.js';
import { type BegunParts, beginRun } from './begin-run.js';
import { type OrderParts, orderNow } from './order-now.js';
import type { PanelParts } from './panel-parts.js';

/** All that a session brings back. */
export type RestoredParts = BegunParts & OrderParts & Pick<PanelParts, 'busy' | 'shelf' | 'masks'>;

/** Reads what the last window left. Never rejects. @returns `null` where there is nothing to go on from */
export async function readSession(
  { notices }: Pick<PanelParts, 'notices'>,
  { host }: PanelModelOptions,
): Promise<SessionFile | null> {
  try {
    const bytes = await host.readSession?.();
    if (!bytes) return null;
    const session = decodeSession(bytes);
    if (session === null) {
      notices.info(sentence`What was kept of the last time could not be read; you begin afresh.`);
    }
    return session;
  } catch (error) {
    notices.error(error);
    return null;
  }
}

/** The parameters of the session and its switch, before the engine starts. */
export function restoreSettings(
  { settings, offeredMask }: Pick<PanelParts, 'settings' | 'offeredMask'>,
  { head }: SessionFile,
): void {
  offeredMask.switchTo(head.keepsOffered ?? true);
  settings.replace(head.parameters);
  const { network, frames, originalSize = false } = head;
  settings.set({ network, frames, originalSize });
}

/**
 * Brings back a session once the engine and the content are there: the styles, the last finished painting,
 * and the painting that was under way. What the person has begun meanwhile is left alone.
 */
export async function restoreSession(
  parts: RestoredParts,
  options: PanelModelOptions,
  session: SessionFile,
  subject: Signal<LiveSubject | null>,
): Promise<void> {
  const { head, pieces } = session;
  const { content, styles, settings, notices } = parts;
  if (head.content.bytes !== null) {
    await content.set(head.content.name, pieces[head.content.bytes]);
  }
  const picture = content.picture();
  if (parts.busy.peek() || styles.blend().length > 0) return;
  const { blendOf, idOf } = blendsOf(parts, session);
  styles.replace(blendOf(head.blend));
  // Choosing a style brings its look; the person's own comes after it.
  settings.replace(head.parameters);
  await styles.settled();
  const same = picture !== null && digestOf(picture.bytes) === head.content.digest;
  if (same && head.masks) {
    await parts.masks.restore(masksFromPieces(head.masks, pieces, idOf));
  }
  await showFinished(parts, session, blendOf, same);
  if (head.painting === null) return;
  if (same) await goOn(parts, options, session, { blendOf, idOf }, subject);
  else notices.info(sentence`The picture is another than before, so its painting does not go on.`);
}

type BlendOf = (shares: SessionFile['head']['blend']) => readonly WeightedSource[];

interface RestoredBlends {
  readonly blendOf: BlendOf;
  /** A style's id now, by its id then. */
  idOf(id: string): string;
}

/** Pictures that came from nowhere else are put on the shelf again, under ids of their own. */
function blendsOf(
  { shelf }: Pick<PanelParts, 'shelf'>,
  { head, pieces }: SessionFile,
): RestoredBlends {
  const added = new Map(
    head.pictures.map(({ id, name, bytes }) => [id, shelf.addPicture(name, pieces[bytes])]),
  );
  return {
    blendOf: (shares) =>
      shares.flatMap(({ id, weight, parts }) => {
        const source = added.get(id) ?? shelf.find(id);
        const drawn = parts?.map(({ name, mask }) => ({ name, mask: pieces[mask] }));
        return source === undefined ? [] : [{ source, weight, parts: drawn }];
      }),
    idOf: (id) => added.get(id)?.item.id ?? id,
  };
}

/** @param same whether the picture is the one that was painted; else there is nothing to compare with */
async function showFinished(
  {
    engine,
    content,
    history,
    notices,
  }: Pick<PanelParts, 'engine' | 'content' | 'history' | 'notices'>,
  { head, pieces }: SessionFile,
  blendOf: BlendOf,
  same: boolean,
): Promise<void> {
  const from = engine.engine.peek();
  if (head.finished === null || from === null) return;
  const { png: index, blend, masks, ...facts } = head.finished;
  const png = pieces[index];
  try {
    const { id, preview } = await from.addPicture(png);
    from.removePicture(id);
    const state = content.content.peek();
    const original = same && state.kind === 'ready' ? state.picture.preview : preview;
    const { name: contentName, id: contentId, digest } = head.content;
    const contentDigest = contentId === null ? digest : null;
    const subject = { contentName, contentId, contentDigest, original, masks };
    history.add(
      { ...facts, png, preview, losses: null },
      { ...subject, blend: blendOf(blend), frames: false },
    );
  } catch {
    notices.info(sentence`The last painting was damaged and could not be brought back.`);
  }
}

/** Paints with what the painting began with; what was chosen for the next one comes back after it. */
async function goOn(
  parts: RestoredParts,
  options: PanelModelOptions,
  { head, pieces }: SessionFile,
  { blendOf, idOf }: RestoredBlends,
  subject: Signal<LiveSubject | null>,
): Promise<void> {
  const { styles, notices } = parts;
  const { painting } = head;
  if (painting === null) return;
  styles.replace(blendOf(painting.blend));
  await styles.settled();
  const { masks } = painting;
  const order = orderNow(parts, masks ? masksFromPieces(masks, pieces, idOf) : NO_MASKS);
  if (order === null || order.styles.length === 0 || parts.busy.peek()) {
    notices.info(
      sentence`The painting that was under way cannot go on: its picture or a style is gone.`,
    );
    return;
  }
  const { parameters, network, frames } = painting;
  const checkpoint = painting.checkpoint === null ? null : pieces[painting.checkpoint];
  const smaller = painting.smaller
    ? { ...painting.smaller, png: pieces[painting.smaller.png] }
    : null;
  const asThen = { ...order, smaller, parameters, network, frames, checkpoint };
  beginRun(parts, options, asThen, subject);
  notices.info(
    checkpoint === null
      ? sentence`The painting that was under way begins anew.`
      : sentence`The painting goes on where it was; Cancel ends it.`,
  );
  styles.replace(blendOf(head.blend));
}
