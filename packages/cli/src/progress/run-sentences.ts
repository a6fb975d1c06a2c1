import { type Digits, figure, inEnglish, type Said, type Sentence, sentence } from '@pastiche/core';
import { formatDuration } from '../base/readable-units.js';
import { inputName, isStandardOutput } from '../base/standard-streams.js';
import type { SavedRun, StepRecord } from './command-event.js';

/** Of a loss. */
const LOSS: Digits = { minimumSignificantDigits: 3, maximumSignificantDigits: 3 };

/** `scale 2/3 (362 × 272 px), iteration 40/90, content 0.0213, style 0.104`. */
export function describeStep(step: StepRecord): Sentence {
  const { index, of, width, height } = step.scale;
  const scale = sentence`scale ${index + 1}/${of} (${width} × ${height} px)`;
  if (step.phase === 'preparing') return sentence`${scale}, preparing`;
  const { iteration, losses } = step;
  return sentence`${scale}, iteration ${iteration.index}/${iteration.of}, content ${figure(losses.content, LOSS)}, style ${figure(losses.style, LOSS)}`;
}

/** The same, and how long the run will take. */
export function describeStepWithTime(step: Extract<StepRecord, { phase: 'painting' }>): Sentence {
  return sentence`${describeStep(step)}, ${formatDuration(step.secondsLeft)} left`;
}

/** The sentence at the end of a content. */
export function describeSaved(saved: SavedRun): Sentence {
  const size = sentence`${saved.width} × ${saved.height} px`;
  const { index, of } = saved.iterations;
  const isFile = !isStandardOutput(saved.output);
  if (saved.stoppedEarly) {
    const place = isFile ? sentence`saved as ${saved.output}` : sentence`written to stdout`;
    return sentence`Interrupted after ${index} of ${iterations(of)}; what was there is ${place} (${size}).`;
  }
  const place = isFile ? sentence`Saved ${saved.output}` : sentence`Written to stdout`;
  return sentence`${place} (${size}, ${iterations(index)}, ${formatDuration(saved.seconds)}).`;
}

/** The sentence about a content that could not be painted; most begin with its name themselves. */
export function describeFailure(content: string, message: Said): Said {
  const name = inputName(content);
  return inEnglish(message).startsWith(name) ? message : sentence`${name}: ${message}`;
}

function iterations(count: number): Sentence {
  return count === 1 ? sentence`1 iteration` : sentence`${count} iterations`;
}
