import { sentence } from '@pastiche/core';
import { batch } from '@preact/signals';
import type { ChosenStyle, PanelModel } from '../../model/model.js';
import { usePanel } from '../panel-context.js';
import { IconButton } from '../parts/button.js';
import { NumberField } from '../parts/number-field.js';
import { Slider } from '../parts/slider.js';
import { percentages, withShare } from './blend-shares.js';
import { DeletePreset } from './delete-preset.js';
import { SharePreset } from './share-preset.js';
import { StylePart, StylePartHints } from './style-part.js';

/** What is chosen: one style with its description, or several with their shares. */
export function StyleBlend() {
  const { model, say, nameOf } = usePanel();
  const styles = model.styles.value;
  const shares = percentages(styles.map(({ weight }) => weight));
  const failed = styles.find(({ state }) => state === 'failed');
  return (
    <>
      {styles.length === 1 && styles[0] && <OneStyle style={styles[0]} />}
      {styles.length > 1 && (
        <ul class="p-blend">
          {styles.map((style, index) => (
            <BlendRow key={style.item.id} style={style} percent={shares[index]} />
          ))}
        </ul>
      )}
      <StylePartHints styles={styles} />
      {failed && (
        <p class="p-hint p-danger-text">
          {say(sentence`${nameOf(failed.item)} could not be read; choose another style.`)}
        </p>
      )}
    </>
  );
}

function OneStyle({ style }: { readonly style: ChosenStyle }) {
  const { model, say, nameOf } = usePanel();
  const { item, state } = style;
  const name = nameOf(item);
  const text = state === 'loading' ? say(sentence`Reading ${name}…`) : item.description;
  return (
    <div class="p-one-style">
      <p class="p-hint">
        <strong>{name}</strong>
        {text !== '' && ` – ${text}`}
      </p>
      <StylePart style={style} />
      {item.kind === 'preset' && <SharePreset item={item} />}
      {item.kind === 'preset' && model.capabilities.savesPresets && (
        <IconButton
          icon="download"
          label={say(sentence`Save preset ${name} as a file`)}
          onPress={() => void model.savePresetFile(item.id)}
        />
      )}
      {item.kind === 'preset' && <DeletePreset item={item} />}
    </div>
  );
}

interface BlendRowProps {
  readonly style: ChosenStyle;
  readonly percent: number;
}

function BlendRow({ style, percent }: BlendRowProps) {
  const { model, say, nameOf } = usePanel();
  const { id, thumbnail } = style.item;
  const name = nameOf(style.item);
  const label = say(sentence`Share of ${name}`);
  const setPercent = (value: number) => setShare(model, id, value / 100);
  return (
    <li class="p-blend-row">
      {thumbnail === null ? (
        <span class="p-blend-thumb p-skeleton" />
      ) : (
        <img class="p-blend-thumb" src={thumbnail} alt="" />
      )}
      <span class="p-blend-name" title={name}>
        {name}
      </span>
      <Slider
        label={label}
        min={0}
        max={100}
        step={1}
        value={percent}
        valueText={`${percent} %`}
        onInput={setPercent}
      />
      <NumberField
        label={say(sentence`${label}, exact value`)}
        value={percent}
        min={0}
        max={100}
        step={1}
        unit="%"
        onChange={(value) => value !== null && setPercent(value)}
      />
      <StylePart style={style} />
      <IconButton
        icon="close"
        label={say(sentence`Take ${name} out of the blend`)}
        onPress={() => model.removeStyle(id)}
      />
    </li>
  );
}

function setShare(model: PanelModel, id: string, share: number): void {
  const styles = model.styles.peek();
  const index = styles.findIndex(({ item }) => item.id === id);
  const weights = withShare(
    styles.map(({ weight }) => weight),
    index,
    share,
  );
  batch(() => {
    for (const [at, { item }] of styles.entries()) model.setStyleWeight(item.id, weights[at]);
  });
}
