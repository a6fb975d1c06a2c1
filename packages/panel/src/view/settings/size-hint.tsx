import { MAX_PAINTED_SIDE, sentence } from '@pastiche/core';
import { sizeAt } from '../../model/run/picture-sizes.js';
import { usePanel } from '../panel-context.js';
import { Button } from '../parts/button.js';
import { Icon } from '../parts/icon.js';
import { priceWords } from '../run/amounts.js';
import { useRoom } from './use-room.js';

/** What the next painting will be like by its size, or that it does not fit. */
export function SizeHint() {
  const { model, say } = usePanel();
  const { picture, largest, priceAt } = useRoom();
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
      {result !== null && say(resultWords(result))}
      {result !== null && largest !== null && '. '}
      {largest !== null && say(roomWords(largest))}
    </p>
  );

  function resultWords({ width, height }: { readonly width: number; readonly height: number }) {
    const words = sentence`${width} × ${height} px`;
    const price = priceWords(priceAt(size), true);
    return price === null ? words : sentence`${words}: ${price}`;
  }

  function roomWords(fits: number) {
    const { originalSize } = model.settings.value;
    const own = picture === null ? 0 : Math.max(picture.width, picture.height);
    if (originalSize && picture !== null && own > fits) {
      return sentence`Up to ${fits} px fits here; the picture has ${picture.width} × ${picture.height} px.`;
    }
    if (originalSize && own === MAX_PAINTED_SIDE) {
      return sentence`Larger pictures are painted at ${MAX_PAINTED_SIDE} px, too.`;
    }
    return sentence`Up to ${fits} px fits here.`;
  }
}
