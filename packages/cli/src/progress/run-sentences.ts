import { counted, formatDuration } from '../base/readable-units.js';
import { inputName, isStandardOutput } from '../base/standard-streams.js';
import type { SavedRun, StepRecord } from './command-event.js';

/** `scale 2/3 (362 × 272 px), iteration 40/90, content 0.0213, style 0.104`. */
export function describeStep(step: StepRecord): string {
  const { index, of, width, height } = step.scale;
  const scale = `scale ${index + 1}/${of} (${width} × ${height} px)`;
  if (step.phase === 'preparing') return `${scale}, preparing`;
  const { iteration, losses } = step;
  return [
    scale,
    `iteration ${iteration.index}/${iteration.of}`,
    `content ${losses.content.toPrecision(3)}`,
    `style ${losses.style.toPrecision(3)}`,
  ].join(', ');
}

/** The sentence at the end of a content. */
export function describeSaved(saved: SavedRun): string {
  const size = `${saved.width} × ${saved.height} px`;
  const { index, of } = saved.iterations;
  const isFile = !isStandardOutput(saved.output);
  if (saved.stoppedEarly) {
    const place = isFile ? `saved as ${saved.output}` : 'written to stdout';
    return `Interrupted after ${index} of ${counted(of, 'iteration')}; what was there is ${place} (${size}).`;
  }
  const place = isFile ? `Saved ${saved.output}` : 'Written to stdout';
  return `${place} (${size}, ${counted(index, 'iteration')}, ${formatDuration(saved.seconds)}).`;
}

/** The sentence about a content that could not be painted; most begin with its name themselves. */
export function describeFailure(content: string, message: string): string {
  const name = inputName(content);
  return message.startsWith(name) ? message : `${name}: ${message}`;
}
