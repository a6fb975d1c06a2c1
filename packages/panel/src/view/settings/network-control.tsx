import { type Sentence, sentence } from '@pastiche/core';
import { useComputed } from '@preact/signals';
import type { WeightsProgress } from '../../engine/engine.js';
import type { Vgg19State } from '../../model/model.js';
import { usePanel } from '../panel-context.js';
import { Button } from '../parts/button.js';
import { Choice } from '../parts/choice.js';
import { ProgressBar } from '../parts/progress-bar.js';
import { loadedOf, megabytes } from '../run/amounts.js';
import { weightsWords } from '../run/weights-words.js';

/** All sixteen convolutions' weights, one byte each, which a host keeps for good. */
const ALL_BYTES = 20_024_384;
/** The manifest and the 13 shards up to conv5_1, which is all that is fetched where it is not kept. */
const USUAL_BYTES = 13_657_478;

/** Which network paints, and where VGG19 is: to be downloaded, on its way, or kept here. */
export function NetworkControl() {
  const { model, say } = usePanel();
  const { network } = model.settings.value;
  const { inFolder = false } = model.vgg19.value;
  const awaited = useRunAwaitsVgg19();
  return (
    <>
      <Choice
        label={say(sentence`Network`)}
        shape="list"
        value={network}
        options={[
          {
            value: 'auto',
            words: say(sentence`Automatic`),
            hint: say(
              inFolder
                ? sentence`Built-in first; VGG19 for the last touches, once it is here`
                : sentence`Built-in first; VGG19 for the last touches, once it is downloaded`,
            ),
          },
          {
            value: 'vgg19-lite',
            words: say(sentence`Built-in`),
            hint: say(sentence`Fast, works without a download`),
          },
          {
            value: 'vgg19',
            words: say(sentence`VGG19`),
            hint: say(whereVgg19Is(model.vgg19.value, awaited)),
          },
        ]}
        onChange={(choice) => model.setSettings({ network: choice })}
      />
      <Vgg19Storage />
    </>
  );
}

/** Whether a run waits for VGG19; not read from each of its steps, which come thirty times a second. */
function useRunAwaitsVgg19(): boolean {
  const { model } = usePanel();
  return useComputed(() => model.job.value.kind === 'loading').value;
}

/** One state at a time: what is on its way is neither here nor still to be brought. */
function whereVgg19Is({ here, kept, inFolder, download }: Vgg19State, awaited: boolean): Sentence {
  if (download !== null || awaited) return sentence`The finest; on its way`;
  if (here) return sentence`The finest; ready to use`;
  const size = megabytes(kept ? ALL_BYTES : USUAL_BYTES);
  if (inFolder) return sentence`The finest; ${size} MB from a folder, stored until you remove it`;
  return kept
    ? sentence`The finest; ${size} MB download, stored until you remove it`
    : sentence`The finest; ${size} MB download, kept until this window closes`;
}

function Vgg19Storage() {
  const { model, say } = usePanel();
  const { here, storedBytes, download, inFolder } = model.vgg19.value;
  const wanted = model.settings.value.network !== 'vgg19-lite';
  // The run that waits for the same says how far it is.
  if (useRunAwaitsVgg19()) return null;
  if (download !== null) return <Download {...download} />;
  if (storedBytes > 0) {
    return (
      <div class="p-field-extra p-row">
        <span class="p-hint">{say(sentence`Stored here: ${megabytes(storedBytes)} MB`)}</span>
        <Button kind="quiet" icon="trash" onPress={() => void model.removeVgg19()}>
          {say(sentence`Remove`)}
        </Button>
      </div>
    );
  }
  if (here || !wanted) return null;
  return (
    <div class="p-field-extra">
      <Button onPress={model.downloadVgg19}>
        {say(inFolder ? sentence`Copy now` : sentence`Download now`)}
      </Button>
    </div>
  );
}

function Download(progress: WeightsProgress) {
  const { model, say } = usePanel();
  const { loaded, total, phase } = progress;
  const phrase = weightsWords(progress);
  const text = say(sentence`${phrase}: ${loadedOf(loaded, total)}`);
  const isDownload = phase === undefined || phase === 'downloading';
  return (
    <div class="p-field-extra">
      <p class="p-hint">{text}</p>
      <ProgressBar
        label={say(phrase)}
        share={total === null ? null : loaded / Math.max(1, total)}
        valueText={text}
      />
      <Button onPress={model.cancelDownload}>
        {say(isDownload ? sentence`Cancel download` : sentence`Cancel`)}
      </Button>
    </div>
  );
}
