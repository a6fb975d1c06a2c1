import { usePanel } from '../panel-context.js';
import { Button } from '../parts/button.js';
import { Choice } from '../parts/choice.js';
import { fill } from '../parts/fill.js';
import { ProgressBar } from '../parts/progress-bar.js';
import { megabytes } from '../run/amounts.js';

/** The sixteen convolutions' weights, one byte each. */
const VGG19_DOWNLOAD_BYTES = 20_024_384;

/** Which network paints, and where VGG19 is: to be downloaded, on its way, or kept here. */
export function NetworkControl() {
  const { model, words } = usePanel();
  const { network } = model.settings.value;
  const { here, kept } = model.vgg19.value;
  const size = megabytes(VGG19_DOWNLOAD_BYTES, words);
  const toLoad = kept ? words.networkVggHint : words.networkVggHintFleeting;
  return (
    <>
      <Choice
        label={words.network}
        shape="list"
        value={network}
        options={[
          { value: 'auto', words: words.networkAuto, hint: words.networkAutoHint },
          { value: 'vgg19-lite', words: words.networkLite, hint: words.networkLiteHint },
          {
            value: 'vgg19',
            words: words.networkVgg,
            hint: here ? words.networkVggHere : fill(toLoad, { megabytes: size }),
          },
        ]}
        onChange={(choice) => model.setSettings({ network: choice })}
      />
      <Vgg19Storage />
    </>
  );
}

function Vgg19Storage() {
  const { model, words } = usePanel();
  const { here, storedBytes, download } = model.vgg19.value;
  const wanted = model.settings.value.network !== 'vgg19-lite';
  if (download !== null) return <Download {...download} />;
  if (storedBytes > 0) {
    return (
      <div class="p-field-extra p-row">
        <span class="p-hint">
          {fill(words.networkVggStored, { megabytes: megabytes(storedBytes, words) })}
        </span>
        <Button kind="quiet" icon="trash" onPress={() => void model.removeVgg19()}>
          {words.removeStored}
        </Button>
      </div>
    );
  }
  if (here || !wanted) return null;
  return (
    <div class="p-field-extra">
      <Button onPress={model.downloadVgg19}>{words.downloadNow}</Button>
    </div>
  );
}

interface DownloadProps {
  readonly loaded: number;
  readonly total: number | null;
}

function Download({ loaded, total }: DownloadProps) {
  const { model, words } = usePanel();
  const done = megabytes(loaded, words);
  const text =
    total === null
      ? fill(words.downloadingSome, { done })
      : fill(words.downloading, { done, total: megabytes(total, words) });
  return (
    <div class="p-field-extra">
      <p class="p-hint">{text}</p>
      <ProgressBar
        label={words.loadingVgg}
        share={total === null ? null : loaded / total}
        valueText={text}
      />
      <Button onPress={model.cancelDownload}>{words.cancelDownload}</Button>
    </div>
  );
}
