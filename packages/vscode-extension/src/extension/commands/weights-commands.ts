import { type Say, sentence } from '@pastiche/panel/core';
import type { Ui } from '../ports/ui.js';
import type { WeightsStore } from '../weights/weights-store.js';
import type { CommandTable } from './command-table.js';

export interface WeightsCommandsOptions {
  readonly weights: WeightsStore;
  readonly ui: Ui;
  readonly say: Say;
}

/** Commands about VGG19 on this machine. */
export function weightsCommands({ weights, ui, say }: WeightsCommandsOptions): CommandTable {
  return {
    'pastiche.downloadWeights': async () => {
      const { inFolder } = await weights.state();
      const cancelled = await ui.progress(
        say(inFolder ? sentence`Copying VGG19 from its folder` : sentence`Downloading VGG19`),
        async (report, signal) => {
          try {
            await weights.bring((loaded, total) => {
              const line = say(sentence`${megabytes(loaded)} of ${megabytes(total)} MB`);
              report(line, total === 0 ? 0 : loaded / total);
            }, signal);
          } catch (error) {
            if (!signal.aborted) throw error;
          }
          return signal.aborted;
        },
      );
      if (!cancelled) await ui.tell(say(sentence`VGG19 is here; paintings use it from now on.`));
    },
    'pastiche.removeWeights': async () => {
      const { bytes } = await weights.state();
      if (bytes === 0) {
        await ui.tell(say(sentence`No weights are stored on this machine.`));
        return;
      }
      await weights.remove();
      await ui.tell(say(sentence`The downloaded weights were removed (${megabytes(bytes)} MB).`));
    },
  };
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}
