import { extname } from 'node:path';
import { encodeStyleStatistics, ownLongSide, sentence, takeStyleStatistics } from '@pastiche/core';
import type { LayerName } from '@pastiche/core/parts';
import type { CommandContext } from '../base/command-context.js';
import { CommandError } from '../base/command-error.js';
import { formatBytes } from '../base/readable-units.js';
import { inputName } from '../base/standard-streams.js';
import { tellFrames } from '../input/frames-note.js';
import { readPicture } from '../input/picture-file.js';
import { readBytes } from '../input/read-bytes.js';
import { loadEngine } from '../jobs/engine.js';
import { catchInterrupt } from '../jobs/interrupt.js';
import { chooseNetworks } from '../jobs/network-choice.js';
import { refuseUnsafeOutputs } from '../output/output-path.js';
import { saveOutput } from '../output/save-output.js';
import { planEngine } from '../plan/job-plan.js';
import { parametersOf } from '../plan/option-parameters.js';
import { STATISTICS_EXTENSION } from '../plan/style-kind.js';
import type { EngineOptions } from '../plan/stylize-options.js';
import { createReporter } from '../progress/progress.js';

/** The options of `pastiche statistics` as commander hands them over. */
export interface StatisticsOptions extends EngineOptions {
  readonly output: string;
}

/** Below this, in px, the pyramid has no scale either. */
const SMALLEST_SIDE = 128;

/**
 * `pastiche statistics`: takes what a style is to the engine from its picture, once, and writes it
 * to a file that `--style` takes in the picture's place.
 *
 * @throws CommandError and StyleTransferError; the program turns them into a sentence and a code.
 */
export async function statisticsCommand(
  style: string,
  options: StatisticsOptions,
  context: CommandContext,
): Promise<void> {
  const { output } = options;
  if (extname(output).toLowerCase() !== STATISTICS_EXTENSION) {
    throw new CommandError(
      'usage',
      sentence`-o expects a name that ends in ${STATISTICS_EXTENSION}; got ${output}.`,
    );
  }
  const overwrite = options.overwrite ?? false;
  await refuseUnsafeOutputs([output], { inputs: [style], overwrite });
  const { styleLayers, pooling } = options;
  const asked = options.size === 'original' ? undefined : options.size;
  const parameters = parametersOf({ size: asked, styleLayers, pooling });
  const picture = await readPicture(inputName(style), await readBytes(style));
  const size = options.size === 'original' ? ownLongSide(picture.pixels) : parameters.size;
  const quiet = options.quiet ?? false;
  const { report, close } = createReporter(context.terminal, { json: false, quiet, contents: 1 });
  tellFrames(inputName(style), picture, report);
  const interrupt = catchInterrupt({ onFirst: () => undefined, onSecond: context.exitAtOnce });
  const { signal } = interrupt;
  try {
    const layers = Object.keys(parameters.styleLayers) as LayerName[];
    const needs = { engine: planEngine(options), layers, styles: [], alone: true };
    const engine = await chooseNetworks(needs, () => undefined);
    const { weights } = await loadEngine(
      { engine, parameters: { ...parameters, contentLayers: {} } },
      { report, signal },
    );
    const statistics = await takeStyleStatistics({
      weights,
      picture: picture.pixels,
      pooling: parameters.pooling,
      layers,
      longSides: scaleSides(size),
      signal,
    });
    const bytes = encodeStyleStatistics(statistics);
    const what = sentence`the file of statistics`;
    const saved = await saveOutput(bytes, { what, output, overwrite, interrupted: signal });
    const sides = statistics.scales.map(({ longSide }) => longSide).join(', ');
    const message = sentence`Saved ${saved.output} (${formatBytes(bytes.length)}; the style at ${sides} px, for ${statistics.network}).`;
    report({ kind: 'note', message });
    if (saved.shortfall !== null) throw new CommandError('failed', saved.shortfall);
  } finally {
    interrupt.release();
    close();
  }
}

/**
 * The long sides of the scales that a painting of `size` px goes through: `size` over powers of √2.
 *
 * @example
 * scaleSides(256); // [128, 181, 256]
 */
export function scaleSides(size: number): number[] {
  const sides = [size];
  for (let side = size / Math.SQRT2; Math.round(side) >= SMALLEST_SIDE; side /= Math.SQRT2) {
    sides.unshift(Math.round(side));
  }
  return sides;
}
