import { sentence } from '@pastiche/core';
import { useRef } from 'preact/hooks';
import { usePanel } from '../panel-context.js';
import { Icon } from '../parts/icon.js';
import { px } from '../parts/px.js';
import type { PictureView } from '../picture/picture-view.js';
import { dividerAfterKey } from './divider-keys.js';

/** Left of it the original, right of it the painting: dragged, or moved by keys. */
export function CompareDivider({ view }: { readonly view: PictureView }) {
  const { say } = usePanel();
  const handle = useRef<HTMLDivElement>(null);
  const rect = view.rect.value;
  const position = view.divider.value;
  const percent = Math.round(position * 100);
  const follow = (event: PointerEvent) => {
    if (handle.current?.hasPointerCapture(event.pointerId) !== true) return;
    view.divider.value = shareAt(event, handle.current, view);
  };
  return (
    <div class="p-compare" style={{ top: px(Math.max(0, rect.y)), height: px(heightOf(view)) }}>
      <span
        class="p-compare-label p-before"
        style={{ left: px(Math.max(0, rect.x)) }}
        hidden={position < 0.15}
      >
        {say(sentence`Before`)}
      </span>
      <span
        class="p-compare-label p-after"
        style={{ right: px(rightOf(view)) }}
        hidden={position > 0.85}
      >
        {say(sentence`After`)}
      </span>
      <div
        ref={handle}
        class="p-divider"
        data-no-pan=""
        role="slider"
        tabIndex={0}
        aria-label={say(sentence`Divider between before and after`)}
        aria-orientation="horizontal"
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
        aria-valuetext={say(sentence`${percent} % before`)}
        style={{ left: px(rect.x + rect.width * position) }}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          event.currentTarget.focus();
          event.preventDefault();
        }}
        onPointerMove={follow}
        onKeyDown={(event) => {
          const next = dividerAfterKey(position, event.key, event.shiftKey);
          if (next === null) return;
          event.preventDefault();
          view.divider.value = next;
        }}
      >
        <Icon name="arrows" />
      </div>
    </div>
  );
}

function shareAt(event: PointerEvent, handle: HTMLElement, view: PictureView): number {
  const stage = handle.parentElement?.getBoundingClientRect();
  const { x, width } = view.rect.value;
  const share = (event.clientX - (stage?.left ?? 0) - x) / Math.max(1, width);
  return Math.min(1, Math.max(0, share));
}

function heightOf({ rect, viewport }: PictureView): number {
  return Math.min(rect.value.height, viewport.value.height);
}

function rightOf({ rect, viewport }: PictureView): number {
  return Math.max(0, viewport.value.width - rect.value.x - rect.value.width);
}
