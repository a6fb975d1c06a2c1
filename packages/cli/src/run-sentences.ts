import { formatDuration } from './readable-units.js';
import type { SavedRun, StepRecord } from './run-event.js';

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
  return saved.stoppedEarly
    ? `Interrupted after ${index} of ${of} iterations; what was there is saved as ${saved.output} (${size}).`
    : `Saved ${saved.output} (${size}, ${index} iterations, ${formatDuration(saved.seconds)}).`;
}
