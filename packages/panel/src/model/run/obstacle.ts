import { inEnglish, type Parameters, type Said, type Say, sentence } from '@pastiche/core';
import type { ChosenStyle, ContentState, EngineState } from '../model.js';
import { styleName } from '../styles/style-name.js';

/** What Stylize depends on. */
export interface Readiness {
  readonly engine: EngineState;
  readonly content: ContentState;
  /** What is chosen as content outside the panel, such as "a layer"; `null`: nothing is. */
  readonly contentNoun: Said | null;
  readonly styles: readonly ChosenStyle[];
  readonly busy: boolean;
  /** How many of the styles' pictures are only there as statistics. */
  readonly withoutPicture: 'none' | 'some' | 'all';
  readonly parameters: Pick<Parameters, 'keepColours' | 'initialImage'>;
}

/** Why Stylize cannot be pressed, as a sentence, or `null`: first what the person can do, then what to wait for. */
export function obstacleOf(readiness: Readiness, say: Say = inEnglish): string | null {
  const obstacle = whatIsMissing(readiness, say);
  return obstacle === null ? null : say(obstacle);
}

function whatIsMissing(readiness: Readiness, say: Say): Said | null {
  const { engine, content, contentNoun, styles, busy } = readiness;
  if (engine.kind === 'failed') return engine.problem.message;
  if (content.kind === 'none') {
    return contentNoun === null
      ? sentence`Choose a picture first.`
      : sentence`Select ${contentNoun} first.`;
  }
  if (content.kind === 'failed') return content.problem.message;
  if (styles.length === 0) return sentence`Choose a style.`;
  const failed = styles.find(({ state }) => state === 'failed');
  if (failed)
    return sentence`${styleName(failed.item, say)} could not be read; choose another style.`;
  if (styles.every(({ weight }) => weight === 0))
    return sentence`Give at least one style a share above 0.`;
  const lacking = lackOfPicture(readiness);
  if (lacking !== null) return lacking;
  if (engine.kind === 'starting') return sentence`The engine is starting…`;
  if (content.kind === 'loading') return sentence`The picture is being read…`;
  if (styles.some(({ state }) => state === 'loading')) return sentence`The style is being read…`;
  return busy ? sentence`A painting is under way.` : null;
}

/** What the settings ask of a picture that is not there. */
function lackOfPicture({ withoutPicture, parameters }: Readiness): Said | null {
  if (withoutPicture !== 'none' && parameters.keepColours !== 'off') {
    return sentence`This style came without its picture, so it cannot be tuned to other colours; set Colours to “From the style”.`;
  }
  if (withoutPicture === 'all' && parameters.initialImage === 'style') {
    return sentence`This style came without its picture, so the painting cannot start from it; set Start from to “The picture”.`;
  }
  return null;
}
