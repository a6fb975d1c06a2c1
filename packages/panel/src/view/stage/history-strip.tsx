import { useComputed } from '@preact/signals';
import type { HistoryEntry } from '../../model/model.js';
import { lookedAt } from '../looked-at.js';
import { type PanelContents, usePanel } from '../panel-context.js';
import { BitmapThumb } from '../parts/bitmap-thumb.js';
import { fill } from '../parts/fill.js';
import { Icon } from '../parts/icon.js';
import { PickList, type PickListItem } from '../parts/pick-list.js';
import type { Words } from '../words.js';

const LIVE = 'live';
const SIDE = 44;

/** The paintings of this session, newest first; while one is painted, that one before them. */
export function HistoryStrip() {
  const { model, words, nameOf } = usePanel();
  const { history, selected, busy, shown } = model;
  const items = useComputed(() => {
    const looked = lookedAt(history.value, shown.value)?.id ?? null;
    const entries = history.value
      .map((entry) => itemOf(entry, looked, { words, nameOf }))
      .reverse();
    return busy.value && entries.length > 0
      ? [liveItem(selected.value, words), ...entries]
      : entries;
  });
  if (items.value.length === 0) return null;
  return (
    <PickList
      class="p-history"
      label={words.results}
      several={false}
      items={items.value}
      onPick={(id) => model.select(id === LIVE ? null : id)}
    />
  );
}

function itemOf(
  entry: HistoryEntry,
  selected: string | null,
  { words, nameOf }: Pick<PanelContents, 'words' | 'nameOf'>,
): PickListItem {
  const { id, styles, width, height, preview } = entry;
  return {
    id,
    name: fill(words.historyEntry, { styles: styles.map(nameOf).join(' + '), width, height }),
    selected: id === selected,
    content: <BitmapThumb bitmap={preview} side={SIDE} />,
  };
}

function liveItem(selected: string | null, words: Words): PickListItem {
  return {
    id: LIVE,
    name: words.live,
    selected: selected === null,
    content: (
      <span class="p-live">
        <Icon name="play" />
        {words.live}
      </span>
    ),
  };
}
