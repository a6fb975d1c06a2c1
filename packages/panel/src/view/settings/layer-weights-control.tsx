import { sentence } from '@pastiche/core';
import { LAYER_NAMES, type LayerName } from '@pastiche/core/parts';
import { usePanel } from '../panel-context.js';
import { Icon } from '../parts/icon.js';
import { NumberField } from '../parts/number-field.js';
import { Slider } from '../parts/slider.js';

export interface LayerWeightsControlProps {
  readonly kind: 'styleLayers' | 'contentLayers';
}

/** A weight for each layer that takes part, and a list from which others join. */
export function LayerWeightsControl({ kind }: LayerWeightsControlProps) {
  const { model, say } = usePanel();
  const weights = model.settings.value.parameters[kind];
  const named = LAYER_NAMES.filter((name) => weights[name] !== undefined);
  const label =
    kind === 'styleLayers' ? say(sentence`Style layers`) : say(sentence`Content layers`);
  const set = (name: LayerName, weight: number) =>
    model.setParameters({ [kind]: { ...weights, [name]: Math.round(weight * 100) / 100 } });
  return (
    <fieldset class="p-layers">
      <legend class="p-label">{label}</legend>
      {named.map((name) => (
        <LayerRow
          key={name}
          name={name}
          weight={weights[name] ?? 0}
          onWeight={(weight) => set(name, weight)}
        />
      ))}
      <AddLayer
        label={`${label}: ${say(sentence`Add a layer…`)}`}
        names={LAYER_NAMES.filter((name) => weights[name] === undefined)}
        onAdd={(name) => set(name, kind === 'styleLayers' ? 0.2 : 1)}
      />
    </fieldset>
  );
}

interface LayerRowProps {
  readonly name: LayerName;
  readonly weight: number;
  onWeight(weight: number): void;
}

function LayerRow({ name, weight, onWeight }: LayerRowProps) {
  const { say } = usePanel();
  const label = say(sentence`Weight of ${name}`);
  return (
    <div class="p-layer">
      <span class="p-layer-name">{name}</span>
      <Slider
        label={label}
        min={0}
        max={Math.max(1, weight)}
        step={0.05}
        value={weight}
        onInput={onWeight}
      />
      <NumberField
        label={say(sentence`${label}, exact value`)}
        value={weight}
        min={0}
        step={0.05}
        onChange={(value) => value !== null && onWeight(value)}
      />
    </div>
  );
}

interface AddLayerProps {
  readonly label: string;
  readonly names: readonly LayerName[];
  onAdd(name: LayerName): void;
}

function AddLayer({ label, names, onAdd }: AddLayerProps) {
  const { say } = usePanel();
  return (
    <span class="p-select">
      <select
        aria-label={label}
        value=""
        onChange={(event) => {
          const name = names.find((option) => option === event.currentTarget.value);
          event.currentTarget.value = '';
          if (name !== undefined) onAdd(name);
        }}
      >
        <option value="" selected>
          {say(sentence`Add a layer…`)}
        </option>
        {names.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
      <Icon name="chevron" />
    </span>
  );
}
