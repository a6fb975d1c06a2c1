import { sentence } from '@pastiche/core';
import { usePanel } from '../panel-context.js';
import { Choice } from '../parts/choice.js';
import { DialField, SelectField } from '../parts/field.js';
import { NetworkControl } from './network-control.js';
import { SizeControl } from './size-control.js';

/** The dials that most people use. */
export function Controls() {
  const { model, say } = usePanel();
  const liveLook = model.upcoming.value.styles
    ? say(sentence`Next painting; Strength also now`)
    : say(sentence`Strength acts at once`);
  return (
    <>
      <section class="p-section" aria-labelledby="p-look-heading">
        <SectionHead id="p-look-heading" words={say(sentence`Look`)} whileBusy={liveLook} />
        <StrengthDial />
        <BrushDial />
        <Colours />
      </section>
      <section class="p-section" aria-labelledby="p-output-heading">
        <SectionHead
          id="p-output-heading"
          words={say(sentence`Output`)}
          whileBusy={say(sentence`For the next painting`)}
        />
        <SizeControl />
        <Quality />
        <NetworkControl />
      </section>
    </>
  );
}

interface SectionHeadProps {
  readonly id: string;
  readonly words: string;
  /** When changes take effect, while a run is under way; beside the heading, so that nothing moves. */
  readonly whileBusy: string;
}

function SectionHead({ id, words, whileBusy }: SectionHeadProps) {
  const { model } = usePanel();
  const { busy, variations } = model;
  const steered = busy.value && variations.value.length === 0;
  return (
    <div class="p-section-head">
      <h2 class="p-heading" id={id}>
        {words}
      </h2>
      {steered && <span class="p-hint">{whileBusy}</span>}
    </div>
  );
}

function StrengthDial() {
  const { model, say } = usePanel();
  const { strength, alpha, beta } = model.settings.value.parameters;
  const percent = Math.round(strength * 100);
  const set = (value: number) => model.setParameters({ strength: value / 100 });
  return (
    <DialField
      label={say(sentence`Strength`)}
      value={percent}
      min={0}
      max={100}
      step={1}
      shown={{ value: percent, min: 0, max: 100 }}
      unit="%"
      ends={[say(sentence`Picture`), say(sentence`Style`)]}
      hint={
        alpha !== null && beta !== null
          ? say(sentence`Alpha and beta under Advanced decide this now.`)
          : undefined
      }
      onInput={set}
      onShown={set}
    />
  );
}

/** The slider runs over factors of two; the number says how large the style is seen, 100 % as it comes. */
function BrushDial() {
  const { model, say } = usePanel();
  const { styleScale } = model.settings.value.parameters;
  const percent = Math.round(styleScale * 100);
  const set = (scale: number) =>
    model.setParameters({ styleScale: Math.min(4, Math.max(0.1, Math.round(scale * 100) / 100)) });
  return (
    <DialField
      label={say(sentence`Brush size`)}
      value={Math.log2(styleScale)}
      min={-2}
      max={2}
      step={0.05}
      shown={{ value: percent, min: 10, max: 400 }}
      shownStep={5}
      unit="%"
      ends={[say(sentence`Fine`), say(sentence`Broad`)]}
      onInput={(octaves) => set(2 ** octaves)}
      onShown={(value) => set(value / 100)}
    />
  );
}

function Colours() {
  const { model, say } = usePanel();
  return (
    <SelectField
      label={say(sentence`Colours`)}
      value={model.settings.value.parameters.keepColours}
      options={[
        ['off', say(sentence`From the style`)],
        ['luminance', say(sentence`Keep the picture’s`)],
        ['match', say(sentence`Style tuned to the picture’s`)],
      ]}
      onChange={(keepColours) => model.setParameters({ keepColours })}
    />
  );
}

function Quality() {
  const { model, say } = usePanel();
  return (
    <Choice
      label={say(sentence`Quality`)}
      shape="bar"
      value={model.settings.value.parameters.quality}
      options={[
        { value: 'draft', words: say(sentence`Draft`) },
        { value: 'standard', words: say(sentence`Standard`) },
        { value: 'high', words: say(sentence`High`) },
      ]}
      onChange={(quality) => model.setParameters({ quality })}
    />
  );
}
