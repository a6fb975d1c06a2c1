import { MAX_PAINTED_SIDE, type Say, type Sentence, type Size, sentence } from '@pastiche/core';
import { useSignal } from '@preact/signals';
import {
  fittingLongSide,
  originalLongSide,
  SIZE_PRESETS,
  SMALLEST_SIDE,
  sizeAt,
} from '../../model/run/picture-sizes.js';
import { usePanel } from '../panel-context.js';
import { Button } from '../parts/button.js';
import { SelectField, type SelectOption } from '../parts/field.js';
import { Icon } from '../parts/icon.js';
import { NumberField } from '../parts/number-field.js';

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

function sizeOptions({ picture, largest }: Room, say: Say) {
  const optionAt = (side: number): SelectOption<string> => [
    String(side),
    say(sentence`${side} px`),
  ];
  return [
    {
      words: say(sentence`Preview`),
      options: SIZE_PRESETS.filter((side) => side <= PREVIEW_SIDE).map(optionAt),
    },
    {
      words: say(sentence`Screen`),
      options: SIZE_PRESETS.filter((side) => side > PREVIEW_SIDE).map(optionAt),
    },
    [ORIGINAL, say(originalWords(picture, largest))] as const,
    [OTHER, say(sentence`Other…`)] as const,
  ];
}

function originalWords(picture: Room['picture'], largest: number | null): Sentence {
  if (picture === null) return sentence`Original`;
  const side = originalLongSide(picture, largest ?? MAX_PAINTED_SIDE);
  const { width, height } = sizeAt(picture, side);
  return width >= picture.width
    ? sentence`Original (${width} × ${height} px)`
    : sentence`As large as fits (${width} × ${height} px)`;
}

function SizeHint() {
  const { model, say } = usePanel();
  const { picture, largest } = useRoom();
  const size = model.longSide.value;
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
      {largest !== null && say(roomWords(largest))}
    </p>
  );

  function roomWords(fits: number) {
    const { originalSize } = model.settings.value;
    const own = picture === null ? 0 : Math.max(picture.width, picture.height);
    if (originalSize && own > fits) {
      return sentence`Up to ${fits} px fits here; the picture has ${picture?.width ?? 0} × ${picture?.height ?? 0} px.`;
    }
    if (originalSize && own === MAX_PAINTED_SIDE) {
      return sentence`Larger pictures are painted at ${MAX_PAINTED_SIDE} px, too.`;
    }
    return sentence`Up to ${fits} px fits here.`;
  }
}

/** The picture, and the longest side that it can be painted at here with what is chosen, px. */
interface Room {
  readonly picture: Size | null;
  readonly largest: number | null;
}

function useRoom(): Room {
  const { model } = usePanel();
  const engine = model.engine.value;
  const content = model.content.value;
  const picture = content.kind === 'ready' ? content.picture : null;
  const painters = {
    network: model.settings.value.network,
    vgg19Here: model.vgg19.value.here,
    styles: model.styles.value.flatMap(({ weight, pictures = [] }) => (weight > 0 ? pictures : [])),
  };
  const largest = engine.kind === 'ready' ? fittingLongSide(engine.facts, painters, picture) : null;
  return { picture, largest };
}
