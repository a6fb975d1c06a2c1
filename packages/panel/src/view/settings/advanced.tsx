import { QUALITY_ITERATIONS } from '@pastiche/core';
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
  const { model, words } = usePanel();
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
        {words.advanced}
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
            {words.reset}
          </Button>
        </div>
      )}
    </details>
  );
}

function Weights() {
  const { model, words } = usePanel();
  const { alpha, beta, totalVariation } = model.settings.value.parameters;
  return (
    <>
      <Field label={words.alpha}>
        {(id) => (
          <NumberField
            id={id}
            value={alpha}
            min={0}
            step={0.1}
            placeholder={words.automatic}
            onChange={(value) => model.setParameters({ alpha: value })}
          />
        )}
      </Field>
      <Field label={words.beta}>
        {(id) => (
          <NumberField
            id={id}
            value={beta}
            min={0}
            step={0.1}
            placeholder={words.automatic}
            onChange={(value) => model.setParameters({ beta: value })}
          />
        )}
      </Field>
      <Field label={words.totalVariation}>
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
  const { model, words } = usePanel();
  const { pooling, optimizer, normalization, pyramid } = model.settings.value.parameters;
  return (
    <>
      <SelectField
        label={words.optimizer}
        value={optimizer}
        options={[
          ['adam', words.optimizerAdam],
          ['lbfgs', words.optimizerLbfgs],
        ]}
        onChange={(value) => model.setParameters({ optimizer: value })}
      />
      <Iterations />
      <SelectField
        label={words.normalization}
        value={normalization}
        options={[
          ['relative', words.normalizationRelative],
          ['gatys', words.normalizationGatys],
          ['udacity', words.normalizationUdacity],
        ]}
        onChange={(value) => model.setParameters({ normalization: value })}
      />
      <SelectField
        label={words.pooling}
        value={pooling}
        options={[
          ['max', words.poolingMax],
          ['average', words.poolingAverage],
        ]}
        onChange={(value) => model.setParameters({ pooling: value })}
      />
      <Tick
        label={words.pyramid}
        checked={pyramid}
        onChange={(value) => model.setParameters({ pyramid: value })}
      />
    </>
  );
}

function Iterations() {
  const { model, words } = usePanel();
  const { iterations, quality } = model.settings.value.parameters;
  return (
    <Field label={words.iterations}>
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
  const { model, words } = usePanel();
  const { initialImage } = model.settings.value.parameters;
  return (
    <>
      <SelectField
        label={words.initialImage}
        value={initialImage}
        options={[
          ['content', words.initialContent],
          ['style', words.initialStyle],
          ['noise', words.initialNoise],
          // Offered only where a recipe brought it: the panel has no picture of its own to begin from.
          ...(initialImage === 'picture' ? [['picture', words.initialPicture] as const] : []),
        ]}
        onChange={(value) => model.setParameters({ initialImage: value })}
      />
      {initialImage === 'noise' && <Seed />}
    </>
  );
}

/** Decides the noise, and nothing else. */
function Seed() {
  const { model, words } = usePanel();
  const { seed } = model.settings.value.parameters;
  return (
    <Field label={words.seed}>
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
            label={words.rollSeed}
            onPress={() => model.setParameters({ seed: Math.floor(Math.random() * 10_000) })}
          />
        </>
      )}
    </Field>
  );
}

function Machine() {
  const { model, words } = usePanel();
  const { backend, frames } = model.settings.value;
  return (
    <>
      <SelectField
        label={words.backend}
        value={backend}
        options={[
          ['auto', words.backendAuto],
          ['webgl', words.backendWebgl],
          ['wasm', words.backendWasm],
          ['cpu', words.backendCpu],
        ]}
        onChange={(value) => model.setSettings({ backend: value })}
      />
      <Tick
        label={words.frames}
        checked={frames}
        onChange={(value) => model.setSettings({ frames: value })}
      />
    </>
  );
}
