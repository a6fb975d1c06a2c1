import { exportSize } from './export-size.js';
import { coversArea, seenBox } from './seen-box.js';

/** Large enough to show a changed word of a card, small enough to cost nothing beside the picture, px. */
const LONG_SIDE = 256;

/** How a layer is exported: as it is seen, without its shadows and what lies over it, in sRGB. */
export function exportSettings(node: SceneNode, longSide = Number.POSITIVE_INFINITY) {
  const { type, value } = exportSize(seenBox(node) ?? { width: 1, height: 1 });
  return {
    format: 'PNG',
    colorProfile: 'SRGB',
    // A line has no area; Figma exports what is drawn of it.
    useAbsoluteBounds: coversArea(node),
    constraint: { type, value: Math.min(value, longSide) },
  } as const;
}

/**
 * What a layer looks like, as a small picture to compare with; `null`: nothing shows, or Figma cannot
 * export it.
 *
 * @param picture the layer exported at full size just now, which serves where it is small
 */
export async function layerLook(
  node: SceneNode,
  picture: Uint8Array | null = null,
): Promise<Uint8Array | null> {
  try {
    const settings = exportSettings(node, LONG_SIDE);
    const isWhole = exportSettings(node).constraint.value === settings.constraint.value;
    return picture !== null && isWhole ? picture : await node.exportAsync(settings);
  } catch {
    return null;
  }
}

/** Whether two looks are the same. The texts are compared by the machine, the bytes would be by the script. */
export function isSameLook(one: Uint8Array | null, other: Uint8Array | null): boolean {
  if (one === null || other === null) return one === other;
  if (one.length !== other.length) return false;
  return figma.base64Encode(one) === figma.base64Encode(other);
}
