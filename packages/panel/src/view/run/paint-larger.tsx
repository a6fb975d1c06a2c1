import { type Sentence, sentence } from '@pastiche/core';
import type { HistoryEntry } from '../../model/model.js';
import { fittingLongSide } from '../../model/run/picture-sizes.js';
import { networkIn } from '../../results/network-in.js';
import { usePanel } from '../panel-context.js';
import { Menu } from '../parts/menu.js';
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
  return (
    <Menu
      label={say(sentence`Paint it larger`)}
      kind={first ? 'primary' : 'secondary'}
      items={sizes.map(({ longSide, width, height, kind }) => {
        const note = KINDS[kind];
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
  const painters = {
    network: networkIn(entry),
    vgg19Here: model.vgg19.value.here,
    styles: [],
  };
  const largest = fittingLongSide(engine.facts, painters, picture);
  const sizes = largerSizes({ painting: entry, picture, largest });
  return sizes.length === 0 ? null : { sizes, isFirst: entry.width < picture.width };
}
