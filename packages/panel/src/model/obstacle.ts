import type { ChosenStyle, ContentState, EngineState } from './model.js';

/** What Stylise depends on. */
export interface Readiness {
  readonly engine: EngineState;
  readonly content: ContentState;
  readonly styles: readonly ChosenStyle[];
  readonly busy: boolean;
}

/** Why Stylise cannot be pressed, as a sentence, or `null`: first what the person can do, then what to wait for. */
export function obstacleOf({ engine, content, styles, busy }: Readiness): string | null {
  if (engine.kind === 'failed') return engine.problem.message;
  if (content.kind === 'none') return 'Choose a picture first.';
  if (content.kind === 'failed') return content.problem.message;
  if (styles.length === 0) return 'Choose a style.';
  const failed = styles.find(({ state }) => state === 'failed');
  if (failed) return `${failed.item.name} could not be read; choose another style.`;
  if (styles.every(({ weight }) => weight === 0)) return 'Give at least one style a share above 0.';
  if (engine.kind === 'starting') return 'The engine is starting…';
  if (content.kind === 'loading') return 'The picture is being read…';
  if (styles.some(({ state }) => state === 'loading')) return 'The style is being read…';
  return busy ? 'A painting is under way.' : null;
}
