import { sentence } from '@pastiche/core';
import { usePanel } from '../panel-context.js';
import { Button } from '../parts/button.js';
import { Choice } from '../parts/choice.js';
import { ProgressBar } from '../parts/progress-bar.js';
import { megabytes } from '../run/amounts.js';

/** All sixteen convolutions' weights, one byte each, which a host keeps for good. */
const ALL_BYTES = 20_024_384;
/** The manifest and the 13 shards up to conv5_1, which is all that is fetched where it is not kept. */
const USUAL_BYTES = 13_657_478;

/** Which network paints, and where VGG19 is: to be downloaded, on its way, or kept here. */
export function NetworkControl() {
  const { model, say } = usePanel();
  const { network } = model.settings.value;
  const { here, kept } = model.vgg19.value;
  const size = megabytes(kept ? ALL_BYTES : USUAL_BYTES);
  const toLoad = kept
    ? sentence`The finest; ${size} MB download, stored until you remove it`
    : sentence`The finest; ${size} MB download, kept until this window closes`;
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
            hint: say(sentence`Built-in first; VGG19 for the last touches, once it is downloaded`),
          },
          {
            value: 'vgg19-lite',
            words: say(sentence`Built-in`),
            hint: say(sentence`Fast, works without a download`),
          },
          {
            value: 'vgg19',
            words: say(sentence`VGG19`),
            hint: say(here ? sentence`The finest; ready to use` : toLoad),
          },
        ]}
        onChange={(choice) => model.setSettings({ network: choice })}
      />
      <Vgg19Storage />
    </>
  );
}

function Vgg19Storage() {
  const { model, say } = usePanel();
  const { here, storedBytes, download } = model.vgg19.value;
  const wanted = model.settings.value.network !== 'vgg19-lite';
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
      <Button onPress={model.downloadVgg19}>{say(sentence`Download now`)}</Button>
    </div>
  );
}

interface DownloadProps {
  readonly loaded: number;
  readonly total: number | null;
}

function Download({ loaded, total }: DownloadProps) {
  const { model, say } = usePanel();
  const done = megabytes(loaded);
  const text =
    total === null
      ? say(sentence`Downloading, ${done} MB so far`)
      : say(sentence`Downloading ${done} of ${megabytes(total)} MB`);
  return (
    <div class="p-field-extra">
      <p class="p-hint">{text}</p>
      <ProgressBar
        label={say(sentence`Downloading VGG19`)}
        share={total === null ? null : loaded / total}
        valueText={text}
      />
      <Button onPress={model.cancelDownload}>{say(sentence`Cancel download`)}</Button>
    </div>
  );
}
