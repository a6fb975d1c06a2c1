import { imagePaintOf } from '../layer/read-layer.js';

/** A layer of more parts is not looked through to its end: Figma would stand still for seconds. */
const MOST_FOUND = 5000;
/** A person scrolls through no more; texts come first where there are more. */
export const MOST_PARTS = 500;

/** What a part is called beside its name. */
export type PartKind = 'text' | 'image' | 'vector' | 'shape' | 'instance' | 'frame' | 'group';

/** Something in a layer that may stay as it is. */
export interface LayerPart {
  readonly id: string;
  readonly name: string;
  readonly kind: PartKind;
  /** In how many other parts it lies. */
  readonly depth: number;
}

export interface LayerParts {
  /** As Figma lists layers: what lies in front comes first, what is in a part comes after it. */
  readonly parts: readonly LayerPart[];
  /** How many more there are, as far as they were looked through. */
  readonly unlisted: number;
}

const KINDS: Readonly<Record<string, PartKind>> = {
  TEXT: 'text',
  TEXT_PATH: 'text',
  VECTOR: 'vector',
  BOOLEAN_OPERATION: 'vector',
  STAR: 'shape',
  POLYGON: 'shape',
  ELLIPSE: 'shape',
  RECTANGLE: 'shape',
  LINE: 'shape',
  INSTANCE: 'instance',
  GROUP: 'group',
};

/** Everything that is seen of what is in a layer, also inside instances. */
export function layerParts(layer: SceneNode): LayerParts {
  const all: LayerPart[] = [];
  const list = (node: SceneNode, depth: number) => {
    for (const part of [...drawnIn(node)].reverse()) {
      if (isMask(part)) continue;
      if (all.length === MOST_FOUND) return;
      all.push({ id: part.id, name: part.name, kind: kindOf(part), depth });
      list(part, depth + 1);
    }
  };
  list(layer, 0);
  let left = MOST_PARTS - Math.min(MOST_PARTS, all.filter(isText).length);
  let texts = MOST_PARTS;
  const parts = all.filter((part) => (isText(part) ? texts-- : left--) > 0);
  return { parts, unlisted: all.length - parts.length };
}

/** What is drawn of what a node holds, from the back to the front; masks, which only cut, are among it. */
export function drawnIn(node: SceneNode): readonly SceneNode[] {
  if (!('children' in node) || node.type === 'BOOLEAN_OPERATION') return [];
  if (node.type === 'SECTION' && node.sectionContentsHidden) return [];
  return node.children.filter(({ visible, type }) => visible && type !== 'SLICE');
}

/** Whether a node only cuts those that lie over it in its parent. */
export function isMask(node: SceneNode): boolean {
  return 'isMask' in node && node.isMask;
}

function isText({ kind }: LayerPart): boolean {
  return kind === 'text';
}

function kindOf(node: SceneNode): PartKind {
  const kind = KINDS[node.type] ?? 'frame';
  return kind === 'shape' && imagePaintOf(node) !== null ? 'image' : kind;
}
