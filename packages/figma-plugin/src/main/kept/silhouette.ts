import { exportSettings } from '../layer/layer-look.js';
import { seenBox } from '../layer/seen-box.js';
import { drawnBox } from './shown-box.js';

/** A part that hangs far out of its layer is exported smaller than the layer is, px. */
const LONGEST = 4096;

/**
 * What is drawn of a part, cut by nothing, with its shadows: a PNG of its `drawnBox` at the scale of the layer's
 * picture. The document stays as it is.
 *
 * @returns no bytes where Figma cannot export it
 */
export async function silhouetteOf(node: SceneNode, layer: SceneNode): Promise<Uint8Array> {
  const { width, height } = drawnBox(node) ?? { width: 0, height: 0 };
  const long = Math.max(width, height);
  if (long === 0) return new Uint8Array();
  const value = Math.min(exportScale(layer), LONGEST / long);
  try {
    return await node.exportAsync({
      format: 'PNG',
      colorProfile: 'SRGB',
      constraint: { type: 'SCALE', value },
    });
  } catch {
    return new Uint8Array();
  }
}

/** Pixels of a layer's picture per px of the canvas. */
function exportScale(layer: SceneNode): number {
  const { width, height } = seenBox(layer) ?? { width: 1, height: 1 };
  return exportSettings(layer).constraint.value / Math.max(width, height);
}
