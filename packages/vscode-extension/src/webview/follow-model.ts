import type { Job, PanelModel } from '@pastiche/panel';
import type { Working } from '../shared/extension-contract.js';
import type { PanelState } from '../shared/panel-state.js';

/** More often nobody reads it, ms. */
const TELL_MS = 500;

export interface FollowModelOptions {
  readonly model: Pick<PanelModel, 'job' | 'styles'>;
  readonly uri: () => string | null;
  readonly now: () => number;
  tell(working: Working): void;
  keep(state: PanelState): void;
}

/**
 * Tells the extension how a painting goes on, and keeps what a reload must bring back.
 *
 * @returns keeps the state anew, because `uri` has changed
 */
export function followModel(options: FollowModelOptions): () => void {
  const { model, uri, now, tell, keep } = options;
  let last = '';
  const keepState = () => {
    const address = uri();
    if (address === null) return;
    const styles = model.styles.value
      // A picture that was dropped or pasted is nowhere to be read from again.
      .filter(({ item }) => item.kind !== 'picture')
      .map(({ item, weight }) => ({ id: item.id, weight }));
    const state = {
      uri: address,
      styles,
      painting: workingOf(model.job.value).kind === 'painting',
    };
    const text = JSON.stringify(state);
    if (text === last) return;
    last = text;
    keep(state);
  };
  let told: Working = { kind: 'idle', share: null };
  let toldAt = 0;
  model.job.subscribe((job) => {
    const working = workingOf(job);
    const isNews = working.kind !== told.kind || now() - toldAt >= TELL_MS;
    if (isNews && (working.kind !== told.kind || working.share !== told.share)) {
      told = working;
      toldAt = now();
      tell(working);
    }
    keepState();
  });
  model.styles.subscribe(keepState);
  return keepState;
}

/** What the tab's title and the status bar say of a job. */
export function workingOf(job: Job): Working {
  switch (job.kind) {
    case 'waiting':
    case 'loading':
      return { kind: 'painting', share: 0 };
    case 'preparing':
    case 'running':
    case 'paused':
    case 'ending':
    case 'recovering':
      return { kind: 'painting', share: shareOf(job.progress) };
    case 'done':
    case 'failed':
      return { kind: job.kind, share: null };
    case 'idle':
    case 'cancelled':
      return { kind: 'idle', share: null };
  }
}

function shareOf(progress: Extract<Job, { kind: 'paused' }>['progress']): number {
  if (progress === null || progress.overall.of === 0) return 0;
  return Math.min(1, progress.overall.index / progress.overall.of);
}
