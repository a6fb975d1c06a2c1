import { sentence } from '@pastiche/core';
import { useSignal } from '@preact/signals';
import { fittingLongSide, SIZE_PRESETS, sizeAt } from '../../model/run/picture-sizes.js';
import { usePanel } from '../panel-context.js';
import { Button } from '../parts/button.js';
import { SelectField } from '../parts/field.js';
import { Icon } from '../parts/icon.js';
import { NumberField } from '../parts/number-field.js';

const OTHER = 'other';
const SMALLEST = 64;
const LARGEST = 4096;

/** The long side of the finished picture: some usual ones, or any; and what fits. */
export function SizeControl() {
  const { model, say } = usePanel();
  const { size } = model.settings.value.parameters;
  const wantsOther = useSignal(false);
  const preset = SIZE_PRESETS.find((option) => option === size);
  const other = wantsOther.value || preset === undefined;
  return (
    <SelectField
      label={say(sentence`Size`)}
      value={other ? OTHER : String(size)}
      options={[
        ...SIZE_PRESETS.map((option) => [String(option), say(sentence`${option} px`)] as const),
        [OTHER, say(sentence`Other…`)] as const,
      ]}
      onChange={(value) => {
        wantsOther.value = value === OTHER;
        if (value !== OTHER) model.setParameters({ size: Number(value) });
      }}
      beside={
        other && (
          <NumberField
            label={say(sentence`Long side, px`)}
            value={size}
            min={SMALLEST}
            max={LARGEST}
            step={32}
            unit="px"
            onChange={(value) => value !== null && model.setParameters({ size: Math.round(value) })}
          />
        )
      }
      below={<SizeHint size={size} />}
    />
  );
}

function SizeHint({ size }: { readonly size: number }) {
  const { model, say } = usePanel();
  const engine = model.engine.value;
  const content = model.content.value;
  const picture = content.kind === 'ready' ? content.picture : null;
  const painters = {
    network: model.settings.value.network,
    vgg19Here: model.vgg19.value.here,
    styles: model.styles.value.flatMap(({ weight, pictures = [] }) => (weight > 0 ? pictures : [])),
  };
  const largest = engine.kind === 'ready' ? fittingLongSide(engine.facts, painters, picture) : null;
  if (largest !== null && size > largest) {
    return (
      <div class="p-warning">
        <Icon name="warning" />
        <p>{say(sentence`${size} px is too large for this computer; up to ${largest} px fits.`)}</p>
        <Button onPress={() => model.setParameters({ size: largest })}>
          {say(sentence`Use ${largest} px`)}
        </Button>
      </div>
    );
  }
  const result = picture && sizeAt(picture, size);
  return (
    <p class="p-hint">
      {result !== null && say(sentence`${result.width} × ${result.height} px`)}
      {result !== null && largest !== null && '. '}
      {largest !== null && say(sentence`Up to ${largest} px fits here.`)}
    </p>
  );
}
