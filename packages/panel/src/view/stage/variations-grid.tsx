import type { Variation } from '../../model/model.js';
import { usePanel } from '../panel-context.js';
import { BitmapThumb } from '../parts/bitmap-thumb.js';
import { IconButton } from '../parts/button.js';
import { Icon } from '../parts/icon.js';

const SIDE = 260;

/** Small paintings with other settings, to choose one to paint at full size. */
export function VariationsGrid() {
  const { model, words } = usePanel();
  return (
    <div class="p-variations">
      <div class="p-variations-head">
        <h2 class="p-heading">{words.variationsTitle}</h2>
        <IconButton icon="close" label={words.variationsClose} onPress={model.closeVariations} />
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
  const { model, words } = usePanel();
  const { id, label, state, preview } = variation;
  const ready = state === 'done' && !model.busy.value;
  const hint =
    state === 'failed'
      ? words.variationFailed
      : state === 'waiting'
        ? words.variationWaiting
        : state === 'painting'
          ? words.painting
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
