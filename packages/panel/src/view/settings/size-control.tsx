import { MAX_PAINTED_SIDE, type Say, type Sentence, type Size, sentence } from '@pastiche/core';
import { useSignal } from '@preact/signals';
import {
  originalLongSide,
  SIZE_PRESETS,
  SMALLEST_SIDE,
  sizeAt,
} from '../../model/run/picture-sizes.js';
import { usePanel } from '../panel-context.js';
import { SelectField, type SelectOption } from '../parts/field.js';
import { NumberField } from '../parts/number-field.js';
import { priceWords } from '../run/amounts.js';
import { SizeHint } from './size-hint.js';
import { type Room, useRoom } from './use-room.js';

const ORIGINAL = 'original';
const OTHER = 'other';
/** Up to here a painting is for trying things out, px. */
const PREVIEW_SIDE = 512;

/** The long side of the finished picture: some usual ones, the picture's own, or any; and what fits. */
export function SizeControl() {
  const { model, say } = usePanel();
  const { parameters, originalSize } = model.settings.value;
  const { size } = parameters;
  const wantsOther = useSignal(false);
  const preset = SIZE_PRESETS.find((option) => option === size);
  const isOther = !originalSize && (wantsOther.value || preset === undefined);
  return (
    <SelectField
      label={say(sentence`Size`)}
      value={originalSize ? ORIGINAL : isOther ? OTHER : String(size)}
      options={sizeOptions(useRoom(), say)}
      onChange={(value) => {
        wantsOther.value = value === OTHER;
        if (value === ORIGINAL) model.setSettings({ originalSize: true });
        // The number that is there already is where the person begins.
        else if (value === OTHER) model.setParameters({ size: model.longSide.value });
        else model.setParameters({ size: Number(value) });
      }}
      beside={
        isOther && (
          <NumberField
            label={say(sentence`Long side, px`)}
            value={size}
            min={SMALLEST_SIDE}
            max={MAX_PAINTED_SIDE}
            step={32}
            unit="px"
            onChange={(value) => value !== null && model.setParameters({ size: Math.round(value) })}
          />
        )
      }
      below={<SizeHint />}
    />
  );
}

/** Each with what it takes, as far as that is known. */
function sizeOptions({ picture, largest, priceAt }: Room, say: Say) {
  const priced = (words: Sentence, side: number) => {
    const price = priceWords(priceAt(side));
    return say(price === null ? words : sentence`${words} – ${price}`);
  };
  const optionAt = (side: number): SelectOption<string> => [
    String(side),
    priced(sentence`${side} px`, side),
  ];
  const own = picture && originalLongSide(picture, largest ?? MAX_PAINTED_SIDE);
  const original =
    picture === null || own === null
      ? say(sentence`Original`)
      : priced(originalWords(picture, own), own);
  return [
    {
      words: say(sentence`Preview`),
      options: SIZE_PRESETS.filter((side) => side <= PREVIEW_SIDE).map(optionAt),
    },
    {
      words: say(sentence`Screen`),
      options: SIZE_PRESETS.filter((side) => side > PREVIEW_SIDE).map(optionAt),
    },
    [ORIGINAL, original] as const,
    [OTHER, say(sentence`Other…`)] as const,
  ];
}

function originalWords(picture: Size, side: number): Sentence {
  const { width, height } = sizeAt(picture, side);
  return width >= picture.width
    ? sentence`Original (${width} × ${height} px)`
    : sentence`As large as fits (${width} × ${height} px)`;
}
