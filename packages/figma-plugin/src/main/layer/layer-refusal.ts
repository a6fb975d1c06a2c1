import { type Sentence, sentence } from '@pastiche/panel/sentence';

/** Layers that can be exported, and mean something as a picture. */
const ACCEPTED: readonly string[] = [
  'FRAME',
  'GROUP',
  'SECTION',
  'COMPONENT',
  'COMPONENT_SET',
  'INSTANCE',
  'RECTANGLE',
  'ELLIPSE',
  'POLYGON',
  'STAR',
  'LINE',
  'VECTOR',
  'BOOLEAN_OPERATION',
  'TEXT',
  'SLIDE',
];

/** What a layer must tell for it to be decided whether it can be restyled. */
export interface LayerFacts {
  readonly type: string;
  readonly name: string;
  readonly visible: boolean;
  /** What would be seen of it; `null`: nothing. */
  readonly box: Rect | null;
}

/** Why a layer cannot be restyled; `null`: it can. */
export function layerRefusal({ type, name, visible, box }: LayerFacts): Sentence | null {
  const called = shortened(name);
  if (!ACCEPTED.includes(type)) {
    const kind = type.toLowerCase().replace(/_/g, ' ');
    return sentence`“${called}” is a ${kind}, which cannot be restyled; select a frame, a group, a shape, a picture or text.`;
  }
  if (!visible) return sentence`“${called}” is hidden; show it, then select it again.`;
  if (box === null || box.width < 1 || box.height < 1) {
    return sentence`“${called}” has nothing to be seen, or less than a pixel of it; select a larger layer.`;
  }
  return null;
}

/** A name that leaves room for the sentence around it. */
export function shortened(name: string, most = 40): string {
  return name.length <= most ? name : `${name.slice(0, most - 1)}…`;
}
