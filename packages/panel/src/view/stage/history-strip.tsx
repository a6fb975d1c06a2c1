import { type Say, sentence } from '@pastiche/core';
import { useComputed } from '@preact/signals';
import type { HistoryEntry } from '../../model/model.js';
import { lookedAt } from '../looked-at.js';
import { type PanelContents, usePanel } from '../panel-context.js';
import { BitmapThumb } from '../parts/bitmap-thumb.js';
import { Icon } from '../parts/icon.js';
import { PickList, type PickListItem } from '../parts/pick-list.js';

const LIVE = 'live';
const SIDE = 44;

/** The paintings of this session, newest first; while one is painted, that one before them. */
export function HistoryStrip() {
  const { model, say, nameOf } = usePanel();
  const { history, selected, busy, shown } = model;
  const items = useComputed(() => {
    const looked = lookedAt(history.value, shown.value)?.id ?? null;
    const entries = history.value.map((entry) => itemOf(entry, looked, { say, nameOf })).reverse();
    return busy.value && entries.length > 0 ? [liveItem(selected.value, say), ...entries] : entries;
  });
  if (items.value.length === 0) return null;
  return (
    <PickList
      class="p-history"
      label={say(sentence`Paintings`)}
      several={false}
      items={items.value}
      onPick={(id) => model.select(id === LIVE ? null : id)}
    />
  );
}

function itemOf(
  entry: HistoryEntry,
  selected: string | null,
  { say, nameOf }: Pick<PanelContents, 'say' | 'nameOf'>,
): PickListItem {
  const { id, styles, width, height, preview } = entry;
  return {
    id,
    name: say(sentence`${styles.map(nameOf).join(' + ')}, ${width} × ${height} px`),
    selected: id === selected,
    content: <BitmapThumb bitmap={preview} side={SIDE} />,
  };
}

function liveItem(selected: string | null, say: Say): PickListItem {
  return {
    id: LIVE,
    name: say(sentence`Live`),
    selected: selected === null,
    content: (
      <span class="p-live">
        <Icon name="play" />
        {say(sentence`Live`)}
      </span>
    ),
  };
}
