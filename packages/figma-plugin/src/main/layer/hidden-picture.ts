import { exportSettings } from './layer-look.js';
import { coversArea } from './seen-box.js';

/** With a result that weighs no more than its preset may; a photo of 512 px fits, bytes. */
export const MOST_HIDDEN_BYTES = 700_000;

/** Tried in turn where the picture itself is too large, px. The last one always fits. */
const LONG_SIDES = [1024, 768, 512, 256];

/** Whether a fill could cover all of a layer, so that only its picture tells what it showed. */
export function keepsWhatItHides(node: SceneNode): boolean {
  if (!('fills' in node) || node.type === 'TEXT' || !coversArea(node)) return false;
  return !('children' in node && node.children.some(({ visible }) => visible));
}

/** The picture of a layer, small enough to be kept with the fill that will hide it; `null`: there is none. */
export async function pictureToKeep(
  node: SceneNode,
  picture: Uint8Array,
): Promise<Uint8Array | null> {
  if (picture.length <= MOST_HIDDEN_BYTES) return picture;
  try {
    for (const longSide of LONG_SIDES) {
      const smaller = await node.exportAsync(exportSettings(node, longSide));
      if (smaller.length <= MOST_HIDDEN_BYTES) return smaller;
    }
  } catch {
    // The picture is there and can be painted; that it cannot be painted once more is said then.
  }
  return null;
}
