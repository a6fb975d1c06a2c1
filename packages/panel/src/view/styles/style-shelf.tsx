import { sentence } from '@pastiche/core';
import { useComputed, useSignal } from '@preact/signals';
import type { ChosenStyle, ShelfItem } from '../../model/model.js';
import { takeAsStyle } from '../dropped-files.js';
import { type PanelContents, usePanel } from '../panel-context.js';
import { Button } from '../parts/button.js';
import { DropZone } from '../parts/drop-zone.js';
import { Icon } from '../parts/icon.js';
import { PickList, type PickListItem } from '../parts/pick-list.js';
import { StyleBlend } from './style-blend.js';
import { StyleSources } from './style-sources.js';

/** All styles to choose from, what is chosen, and where more come from. */
export function StyleShelf() {
  const { model, say, nameOf } = usePanel();
  const { shelf, styles } = model;
  const blending = useSignal(false);
  const items = useComputed(() => shelf.value.map((item) => itemOf(item, styles.value, nameOf)));
  const pick = (id: string, add: boolean) => {
    const chosen = styles.value.some((style) => style.item.id === id);
    const mixing = add || blending.value;
    if (chosen && mixing) model.removeStyle(id);
    else void model.chooseStyle(id, { add: mixing });
  };
  return (
    <section class="p-section" aria-labelledby="p-style-heading">
      <div class="p-section-head">
        <h2 class="p-heading" id="p-style-heading">
          {say(sentence`Style`)}
        </h2>
        <Button
          kind="quiet"
          icon="layers"
          title={say(sentence`Choose several styles and mix them`)}
          pressed={blending.value}
          onPress={() => {
            blending.value = !blending.value;
          }}
        >
          {say(sentence`Blend`)}
        </Button>
      </div>
      <DropZone
        class="p-shelf-zone"
        invitation={say(sentence`Drop to use as a style`)}
        onDrop={(files) => files[0] && void takeAsStyle(model, files[0], blending.value)}
      >
        <PickList
          class="p-shelf"
          label={say(sentence`Styles`)}
          keys={say(sentence`Enter chooses a style, plus adds it to the blend or takes it out.`)}
          several
          items={items.value}
          onPick={pick}
        />
      </DropZone>
      <StyleBlend />
      <StyleSources add={blending} />
    </section>
  );
}

function itemOf(
  item: ShelfItem,
  chosen: readonly ChosenStyle[],
  nameOf: PanelContents['nameOf'],
): PickListItem {
  const style = chosen.find(({ item: { id } }) => id === item.id);
  return {
    id: item.id,
    name: nameOf(item),
    description: item.description,
    selected: style !== undefined,
    content: <ShelfThumb item={item} style={style} />,
  };
}

interface ShelfThumbProps {
  readonly item: ShelfItem;
  readonly style: ChosenStyle | undefined;
}

function ShelfThumb({ item, style }: ShelfThumbProps) {
  const { nameOf } = usePanel();
  return (
    <>
      <span class="p-thumb">
        {item.thumbnail === null ? (
          <span class="p-thumb-picture p-no-picture">
            <Icon name="picture" />
          </span>
        ) : (
          <img class="p-thumb-picture" src={item.thumbnail} alt="" draggable={false} />
        )}
        {style?.state === 'loading' && <span class="p-thumb-cover p-spinner" />}
        {style?.state === 'failed' && (
          <span class="p-thumb-cover">
            <Icon name="warning" />
          </span>
        )}
        <span class="p-add-badge">
          <Icon name={style === undefined ? 'plus' : 'check'} />
        </span>
      </span>
      <span class="p-thumb-name">{nameOf(item)}</span>
    </>
  );
}
