import { RESULT_DROP } from '../../window-contract.js';

/** Where on the canvas something was dropped. */
export interface CanvasDrop {
  /** The layer there, or the page. */
  readonly node: BaseNode;
  /** px of the canvas */
  readonly x: number;
  readonly y: number;
}

/**
 * Takes what the window drags to the canvas, which says that it is a result and not its picture: that
 * comes as any other result, once the window is told that it was dropped.
 *
 * @returns the place of the last drop, once; `null`: there is none
 */
export function followDrops(onDropped: () => void): () => CanvasDrop | null {
  let last: CanvasDrop | null = null;
  figma.on('drop', ({ node, absoluteX, absoluteY, dropMetadata }) => {
    // Anything else is Figma's own to place.
    if (dropMetadata !== RESULT_DROP) return true;
    last = { node, x: absoluteX, y: absoluteY };
    onDropped();
    return false;
  });
  return () => {
    const drop = last;
    last = null;
    return drop;
  };
}
