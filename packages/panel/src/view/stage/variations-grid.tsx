import { sentence } from '@pastiche/core';
import type { Variation } from '../../model/model.js';
import { usePanel } from '../panel-context.js';
import { BitmapThumb } from '../parts/bitmap-thumb.js';
import { IconButton } from '../parts/button.js';
import { Icon } from '../parts/icon.js';

const SIDE = 260;

/** Small paintings with other settings, to choose one to paint at full size. */
export function VariationsGrid() {
  const { model, say } = usePanel();
  return (
    <div class="p-variations">
      <div class="p-variations-head">
        <h2 class="p-heading">{say(sentence`Choose one to paint at full size`)}</h2>
        <IconButton
          icon="close"
          label={say(sentence`Back to the picture`)}
          onPress={model.closeVariations}
        />
      </div>
      <ul class="p-variations-grid">
        {model.variations.value.map((variation) => (
          <li key={variation.id}>
            <VariationButton variation={variation} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function VariationButton({ variation }: { readonly variation: Variation }) {
  const { model, say } = usePanel();
  const { id, label, state, preview } = variation;
  const ready = state === 'done' && !model.busy.value;
  const hint =
    state === 'failed'
      ? say(sentence`Failed`)
      : state === 'waiting'
        ? say(sentence`Waiting`)
        : state === 'painting'
          ? say(sentence`Painting`)
          : null;
  return (
    <button
      type="button"
      class="p-variation"
      aria-disabled={ready ? undefined : 'true'}
      onClick={() => ready && void model.continueVariation(id)}
    >
      <span class="p-variation-picture">
        {preview !== null && <BitmapThumb bitmap={preview} side={SIDE} />}
        {preview === null && state === 'painting' && <span class="p-spinner" />}
        {state === 'failed' && <Icon name="warning" />}
      </span>
      <span class="p-variation-label">{label}</span>
      {hint !== null && <span class="p-variation-hint">{hint}</span>}
    </button>
  );
}
