import type { PanelParts } from './panel-parts.js';

/** What holds on to an engine. */
export type EngineUsers = Pick<PanelParts, 'runs' | 'variations' | 'history' | 'engine'>;

/** Ends the engine, and what it was doing, and starts another. Never rejects: the state tells. */
export async function restartEngine({
  runs,
  variations,
  history,
  engine,
}: EngineUsers): Promise<void> {
  runs.abandon();
  void variations.cancel();
  // A timelapse is made of what the engine kept.
  history.dropFrames();
  const job = runs.job.peek();
  // That the last engine ended is no news once there is another.
  if (job.kind === 'failed' && job.problem.code === 'channel-closed') runs.forget();
  await engine.restart();
}
