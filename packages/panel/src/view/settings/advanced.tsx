import { QUALITY_ITERATIONS, sentence } from '@pastiche/core';
import { usePanel } from '../panel-context.js';
import { Button, IconButton } from '../parts/button.js';
import { Tick } from '../parts/choice.js';
import { Field, SelectField } from '../parts/field.js';
import { Icon } from '../parts/icon.js';
import { NumberField } from '../parts/number-field.js';
import { LayerWeightsControl } from './layer-weights-control.js';

const LARGEST_SEED = 2 ** 32 - 1;

/** Everything else that decides what is painted, in the words of the paper. */
export function Advanced() {
  const { model, say } = usePanel();
  const open = model.settings.value.advanced;
  return (
    <details
      class="p-section p-advanced"
      open={open}
      onToggle={(event) => {
        const now = event.currentTarget.open;
        if (now !== model.settings.value.advanced) model.setSettings({ advanced: now });
      }}
    >
      <summary class="p-heading">
        <Icon name="chevron" />
        {say(sentence`Advanced`)}
      </summary>
      {open && (
        <div class="p-advanced-body">
          <Weights />
          <LayerWeightsControl kind="styleLayers" />
          <LayerWeightsControl kind="contentLayers" />
          <Method />
          <Beginning />
          <Machine />
          <Button icon="reset" onPress={model.resetSettings}>
            {say(sentence`Reset all settings`)}
          </Button>
        </div>
      )}
    </details>
  );
}

function Weights() {
  const { model, say } = usePanel();
  const { alpha, beta, totalVariation } = model.settings.value.parameters;
  return (
    <>
      <Field label={say(sentence`Alpha (content)`)}>
        {(id) => (
          <NumberField
            id={id}
            value={alpha}
            min={0}
            step={0.1}
            placeholder={say(sentence`auto`)}
            onChange={(value) => model.setParameters({ alpha: value })}
          />
        )}
      </Field>
      <Field label={say(sentence`Beta (style)`)}>
        {(id) => (
          <NumberField
            id={id}
            value={beta}
            min={0}
            step={0.1}
            placeholder={say(sentence`auto`)}
            onChange={(value) => model.setParameters({ beta: value })}
          />
        )}
      </Field>
      <Field label={say(sentence`Total variation`)}>
        {(id) => (
          <NumberField
            id={id}
            value={totalVariation}
            min={0}
            step={0.1}
            onChange={(value) => value !== null && model.setParameters({ totalVariation: value })}
          />
        )}
      </Field>
    </>
  );
}

function Method() {
  const { model, say } = usePanel();
  const { pooling, optimizer, normalization, pyramid } = model.settings.value.parameters;
  return (
    <>
      <SelectField
        label={say(sentence`Optimizer`)}
        value={optimizer}
        options={[
          ['adam', say(sentence`Adam`)],
          ['lbfgs', say(sentence`L-BFGS`)],
        ]}
        onChange={(value) => model.setParameters({ optimizer: value })}
      />
      <Iterations />
      <SelectField
        label={say(sentence`Normalization`)}
        value={normalization}
        options={[
          ['relative', say(sentence`Relative`)],
          ['gatys', say(sentence`Gatys et al.`)],
          ['udacity', say(sentence`Udacity`)],
        ]}
        onChange={(value) => model.setParameters({ normalization: value })}
      />
      <SelectField
        label={say(sentence`Pooling`)}
        value={pooling}
        options={[
          ['max', say(sentence`Maximum`)],
          ['average', say(sentence`Average`)],
        ]}
        onChange={(value) => model.setParameters({ pooling: value })}
      />
      <Tick
        label={say(sentence`Paint coarse to fine`)}
        checked={pyramid}
        onChange={(value) => model.setParameters({ pyramid: value })}
      />
    </>
  );
}

function Iterations() {
  const { model, say } = usePanel();
  const { iterations, quality } = model.settings.value.parameters;
  return (
    <Field label={say(sentence`Iterations`)}>
      {(id) => (
        <NumberField
          id={id}
          value={iterations}
          min={1}
          max={10000}
          step={10}
          placeholder={String(QUALITY_ITERATIONS[quality])}
          onChange={(value) =>
            model.setParameters({ iterations: value === null ? null : Math.round(value) })
          }
        />
      )}
    </Field>
  );
}

function Beginning() {
  const { model, say } = usePanel();
  const { initialImage } = model.settings.value.parameters;
  return (
    <>
      <SelectField
        label={say(sentence`Start from`)}
        value={initialImage}
        options={[
          ['content', say(sentence`The picture`)],
          ['style', say(sentence`The style`)],
          ['noise', say(sentence`Noise`)],
          // Offered only where a recipe brought it: the panel has no picture of its own to begin from.
          ...(initialImage === 'picture'
            ? [['picture', say(sentence`Another picture`)] as const]
            : []),
        ]}
        onChange={(value) => model.setParameters({ initialImage: value })}
      />
      {initialImage === 'noise' && <Seed />}
    </>
  );
}

/** Decides the noise, and nothing else. */
function Seed() {
  const { model, say } = usePanel();
  const { seed } = model.settings.value.parameters;
  return (
    <Field label={say(sentence`Seed`)}>
      {(id) => (
        <>
          <NumberField
            id={id}
            value={seed}
            min={0}
            max={LARGEST_SEED}
            step={1}
            onChange={(value) => value !== null && model.setParameters({ seed: Math.round(value) })}
          />
          <IconButton
            icon="dice"
            label={say(sentence`Another seed`)}
            onPress={() => model.setParameters({ seed: Math.floor(Math.random() * 10_000) })}
          />
        </>
      )}
    </Field>
  );
}

function Machine() {
  const { model, say } = usePanel();
  const { backend, frames } = model.settings.value;
  return (
    <>
      <SelectField
        label={say(sentence`Compute on`)}
        value={backend}
        options={[
          ['auto', say(sentence`Automatic`)],
          ['webgl', say(sentence`Graphics card`)],
          ['wasm', say(sentence`Processor (fast)`)],
          ['cpu', say(sentence`Processor (plain)`)],
        ]}
        onChange={(value) => model.setSettings({ backend: value })}
      />
      <Tick
        label={say(sentence`Collect frames for a timelapse`)}
        checked={frames}
        onChange={(value) => model.setSettings({ frames: value })}
      />
    </>
  );
}
