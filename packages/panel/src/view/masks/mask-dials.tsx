import { sentence } from '@pastiche/core';
import { PROTECT } from '../../model/masks/masks.js';
import { strengthAt, strengthPosition } from '../../model/masks/region-strength.js';
import { usePanel } from '../panel-context.js';
import { Field } from '../parts/field.js';
import { Slider } from '../parts/slider.js';
import { percentOf, positionOf, sizeAt } from './brush-size.js';
import type { Drawing } from './drawing.js';

/** Of the brush; its sizes are shares of the picture, so that they mean the same however it is enlarged. */
export function MaskDials({ drawing }: { readonly drawing: Drawing }) {
  const { say } = usePanel();
  const width = `${percentOf(drawing.size.value)} %`;
  const softness = `${Math.round(drawing.softness.value * 100)} %`;
  return (
    <div class="p-mask-dials">
      <Strength />
      <Field label={say(sentence`Width`)}>
        {(id) => (
          <>
            <Slider
              id={id}
              min={0}
              max={1}
              step={0.01}
              value={positionOf(drawing.size.value)}
              valueText={width}
              onInput={(position) => {
                drawing.size.value = sizeAt(position);
              }}
            />
            <span class="p-mask-number">{width}</span>
          </>
        )}
      </Field>
      <Field label={say(sentence`Softness`)}>
        {(id) => (
          <>
            <Slider
              id={id}
              min={0}
              max={1}
              step={0.05}
              value={drawing.softness.value}
              valueText={softness}
              onInput={(value) => {
                drawing.softness.value = value;
              }}
            />
            <span class="p-mask-number">{softness}</span>
          </>
        )}
      </Field>
    </div>
  );
}

/** How strongly what is drawn for a style is painted; protection knows no more or less. */
function Strength() {
  const { model, say } = usePanel();
  const { strength, setStrength, target } = model.masks;
  if (target.value === PROTECT) return null;
  const percent = `${Math.round(strength.value * 100)} %`;
  return (
    <Field label={say(sentence`Strength here`)}>
      {(id) => (
        <>
          <Slider
            id={id}
            min={-1}
            max={1}
            step={0.05}
            value={strengthPosition(strength.value)}
            valueText={percent}
            onInput={(position) => setStrength(strengthAt(position))}
          />
          <span class="p-mask-number">{percent}</span>
        </>
      )}
    </Field>
  );
}
