import type { Translate } from '../ports/translate.js';
import type { Ui } from '../ports/ui.js';
import type { WeightsStore } from '../weights/weights-store.js';
import type { CommandTable } from './command-table.js';

export interface WeightsCommandsOptions {
  readonly weights: WeightsStore;
  readonly ui: Ui;
  readonly t: Translate;
}

/** Commands about VGG19 on this machine. */
export function weightsCommands({ weights, ui, t }: WeightsCommandsOptions): CommandTable {
  return {
    'pastiche.downloadWeights': async () => {
      const cancelled = await ui.progress(t('Downloading VGG19'), async (report, signal) => {
        try {
          await weights.bring((loaded, total) => {
            const line = t('{0} of {1} MB', megabytes(loaded), megabytes(total));
            report(line, total === 0 ? 0 : loaded / total);
          }, signal);
        } catch (error) {
          if (!signal.aborted) throw error;
        }
        return signal.aborted;
      });
      if (!cancelled) await ui.tell(t('VGG19 is here; paintings use it from now on.'));
    },
    'pastiche.removeWeights': async () => {
      const { bytes } = await weights.state();
      if (bytes === 0) {
        await ui.tell(t('No weights are stored on this machine.'));
        return;
      }
      await weights.remove();
      await ui.tell(t('The downloaded weights were removed ({0} MB).', megabytes(bytes)));
    },
  };
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}
