import { type Sentence, sentence } from '@pastiche/core';
import type { HistoryEntry } from '../../model/model.js';
import { fittingLongSide } from '../../model/run/picture-sizes.js';
import { type Price, priceOf } from '../../model/run/price.js';
import { networkIn } from '../../results/network-in.js';
import { type PanelContents, usePanel } from '../panel-context.js';
import { Menu } from '../parts/menu.js';
import { priceWords } from './amounts.js';
import { type LargerSize, largerSizes } from './larger-sizes.js';

export interface PaintLargerProps {
  readonly entry: HistoryEntry;
  /** At least one. */
  readonly sizes: readonly LargerSize[];
  /** It is the main thing to do. */
  readonly first: boolean;
}

const KINDS: Readonly<Record<LargerSize['kind'], Sentence | null>> = {
  usual: null,
  original: sentence`Original size`,
  largest: sentence`The largest that fits here`,
};

/** Goes on with a painting at a size that is chosen from a list. */
export function PaintLarger({ entry, sizes, first }: PaintLargerProps) {
  const { model, say } = usePanel();
  const priceAt = usePrices(entry);
  return (
    <Menu
      label={say(sentence`Paint it larger`)}
      kind={first ? 'primary' : 'secondary'}
      items={sizes.map(({ longSide, width, height, kind }) => {
        const note = noteOn(KINDS[kind], priceWords(priceAt(longSide)));
        return {
          icon: 'picture',
          label: say(sentence`${width} × ${height} px`),
          note: note && say(note),
          onPress: () => void model.paintLarger(entry.id, longSide),
        };
      })}
    />
  );
}

function noteOn(kind: Sentence | null, price: Sentence | null): Sentence | null {
  return kind === null || price === null ? (kind ?? price) : sentence`${kind}: ${price}`;
}

/** What it takes to go on with a painting at a long side, px. */
function usePrices(entry: HistoryEntry): (size: number) => Price {
  const { model } = usePanel();
  const engine = model.engine.value;
  const content = model.content.value;
  const { speeds } = model.settings.value;
  return (size) => {
    if (engine.kind !== 'ready' || content.kind !== 'ready') return { seconds: null, bytes: null };
    const painting = {
      ...paintersOf(entry, model),
      picture: content.picture,
      parameters: { ...entry.parameters, size },
      smaller: entry,
    };
    return priceOf(painting, engine.facts, speeds);
  };
}

function paintersOf(entry: HistoryEntry, { vgg19 }: PanelContents['model']) {
  return { network: networkIn(entry), vgg19Here: vgg19.value.here, styles: [] };
}

/**
 * The sizes at which a painting may go on, and whether that is the main thing to do with it: it is smaller than its
 * picture. `null`: there are none, or another picture is open.
 */
export function useLargerSizes(entry: HistoryEntry) {
  const { model } = usePanel();
  const content = model.content.value;
  const engine = model.engine.value;
  if (content.kind !== 'ready' || engine.kind !== 'ready') return null;
  if (content.name !== entry.contentName) return null;
  const { picture } = content;
  const largest = fittingLongSide(engine.facts, paintersOf(entry, model), picture);
  const sizes = largerSizes({ painting: entry, picture, largest });
  return sizes.length === 0 ? null : { sizes, isFirst: entry.width < picture.width };
}
