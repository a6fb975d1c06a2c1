import type { PanelModel } from '@pastiche/panel';
import { type Said, sentence } from '@pastiche/panel/core';
import { whenTrue } from '@pastiche/panel/when-true';

/** How long the picture, the engine and the styles may take, ms. */
const PATIENCE_MS = 60_000;

type Parts = Pick<PanelModel, 'engine' | 'content' | 'styles'>;

/**
 * Waits for what a painting needs: not longer than until the engine or the picture has failed, nor than
 * it is wanted, which is asked after each change of the signals that it reads.
 *
 * @returns why it did not arrive, as a sentence, or `null`
 */
export async function whenArrived(
  model: Parts,
  isWanted: () => boolean = () => true,
): Promise<Said | null> {
  const isOver = () => !isWanted() || failureOf(model) !== null || !isOnItsWay(model);
  const inTime = await whenTrue(isOver, PATIENCE_MS);
  const late = sentence`The layer’s picture or its style was not there within a minute; open Pastiche on it again.`;
  return failureOf(model) ?? (inTime ? null : late);
}

function failureOf({ engine, content }: Parts): string | null {
  if (engine.value.kind === 'failed') return engine.value.problem.message;
  return content.value.kind === 'failed' ? content.value.problem.message : null;
}

function isOnItsWay({ engine, content, styles }: Parts): boolean {
  const areReady = engine.value.kind === 'ready' && content.value.kind === 'ready';
  return !areReady || styles.value.some(({ state }) => state === 'loading');
}
