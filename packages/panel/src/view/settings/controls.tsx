import { usePanel } from '../panel-context.js';
import { Choice } from '../parts/choice.js';
import { DialField, SelectField } from '../parts/field.js';
import { NetworkControl } from './network-control.js';
import { SizeControl } from './size-control.js';

/** The dials that most people use. */
export function Controls() {
  const { model, words } = usePanel();
  const liveLook = model.upcoming.value.styles ? words.liveNextStyle : words.liveNow;
  return (
    <>
      <section class="p-section" aria-labelledby="p-look-heading">
        <SectionHead id="p-look-heading" words={words.look} whileBusy={liveLook} />
        <StrengthDial />
        <BrushDial />
        <Colours />
      </section>
      <section class="p-section" aria-labelledby="p-output-heading">
        <SectionHead id="p-output-heading" words={words.output} whileBusy={words.liveNext} />
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
  const { model, words } = usePanel();
  const { strength, alpha, beta } = model.settings.value.parameters;
  const percent = Math.round(strength * 100);
  const set = (value: number) => model.setParameters({ strength: value / 100 });
  return (
    <DialField
      label={words.strength}
      value={percent}
      min={0}
      max={100}
      step={1}
      shown={{ value: percent, min: 0, max: 100 }}
      unit="%"
      ends={[words.strengthLow, words.strengthHigh]}
      hint={alpha !== null && beta !== null ? words.strengthOverruled : undefined}
      onInput={set}
      onShown={set}
    />
  );
}

/** The slider runs over factors of two; the number says how large the style is seen, 100 % as it comes. */
function BrushDial() {
  const { model, words } = usePanel();
  const { styleScale } = model.settings.value.parameters;
  const percent = Math.round(styleScale * 100);
  const set = (scale: number) =>
    model.setParameters({ styleScale: Math.min(4, Math.max(0.1, Math.round(scale * 100) / 100)) });
  return (
    <DialField
      label={words.brush}
      value={Math.log2(styleScale)}
      min={-2}
      max={2}
      step={0.05}
      shown={{ value: percent, min: 10, max: 400 }}
      shownStep={5}
      unit="%"
      ends={[words.brushLow, words.brushHigh]}
      onInput={(octaves) => set(2 ** octaves)}
      onShown={(value) => set(value / 100)}
    />
  );
}

function Colours() {
  const { model, words } = usePanel();
  return (
    <SelectField
      label={words.colours}
      value={model.settings.value.parameters.keepColours}
      options={[
        ['off', words.coloursOff],
        ['luminance', words.coloursLuminance],
        ['match', words.coloursMatch],
      ]}
      onChange={(keepColours) => model.setParameters({ keepColours })}
    />
  );
}

function Quality() {
  const { model, words } = usePanel();
  return (
    <Choice
      label={words.quality}
      shape="bar"
      value={model.settings.value.parameters.quality}
      options={[
        { value: 'draft', words: words.qualityDraft },
        { value: 'standard', words: words.qualityStandard },
        { value: 'high', words: words.qualityHigh },
      ]}
      onChange={(quality) => model.setParameters({ quality })}
    />
  );
}
