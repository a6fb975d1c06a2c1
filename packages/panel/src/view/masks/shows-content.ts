import type { PanelModel } from '../../model/model.js';

/** Whether what is shown is the chosen picture, or a painting of it: masks belong to no other. Reads signals. */
export function showsContent({
  content,
  shown,
  history,
}: Pick<PanelModel, 'content' | 'shown' | 'history'>): boolean {
  const state = content.value;
  const { original, entry, width, height } = shown.value;
  if (state.kind !== 'ready' || original === null) return false;
  if (original === state.picture.preview) return true;
  // After the engine was started anew, the picture has another preview.
  const painting = history.value.find(({ id }) => id === entry);
  const { picture, name } = state;
  const isAlike = Math.abs(width / height / (picture.width / picture.height) - 1) < 0.02;
  return painting?.contentName === name && isAlike;
}
