import type { PictureView } from '../picture/picture-view.js';

const PAN = 40;
const PAN_FAR = 160;

/** What keys do while the picture has the focus. */
export function pressPictureKey(event: KeyboardEvent, view: PictureView): void {
  // A key with Ctrl belongs to the host or the browser; one on the divider belongs to the divider.
  if (event.ctrlKey || event.metaKey || event.altKey || event.target !== event.currentTarget)
    return;
  const distance = event.shiftKey ? PAN_FAR : PAN;
  const actions: Record<string, (() => void) | undefined> = {
    '+': () => view.zoomStep(1),
    '=': () => view.zoomStep(1),
    '-': () => view.zoomStep(-1),
    '0': view.fit,
    '1': view.actualSize,
    b: () => {
      view.holding.value = 'key';
    },
    ...(view.movable.value && {
      ArrowLeft: () => view.pan(distance, 0),
      ArrowRight: () => view.pan(-distance, 0),
      ArrowUp: () => view.pan(0, distance),
      ArrowDown: () => view.pan(0, -distance),
      // Space is held while dragging, as in other drawing programs; it must not scroll the page.
      ' ': () => undefined,
    }),
  };
  const action = actions[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (action === undefined) return;
  event.preventDefault();
  action();
}

/** Ends what a key holds: it was released, or its release will go elsewhere. */
export function releasePictureKey(view: PictureView): void {
  if (view.holding.value === 'key') view.holding.value = null;
}
