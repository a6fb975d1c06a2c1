import { type Sentence, sentence } from '@pastiche/panel/sentence';
import { shortened } from '../layer/layer-refusal.js';

/** Those that are drawn within the shape. */
type Within = Exclude<Effect['type'], 'LAYER_BLUR' | 'DROP_SHADOW'>;

/**
 * What the effects of today's typings draw where a fill is seen, which is in a picture of the layer as it is seen
 * already. A drop shadow lies around the shape, where no fill is; `drawsBehind` tells of those below it.
 */
const WITHIN: Readonly<Record<Within, Sentence>> = {
  INNER_SHADOW: sentence`an inner shadow`,
  BACKGROUND_BLUR: sentence`a background blur`,
  NOISE: sentence`noise`,
  TEXTURE: sentence`a texture`,
  GLASS: sentence`glass`,
  SHADER: sentence`a shader`,
};

/**
 * Why a fill that was painted from the layer as seen would show one of its effects twice; `null`: none. An effect
 * that nobody knew when this was written is refused.
 */
export function effectRefusal(node: SceneNode): Sentence | null {
  const name = shortened(node.name);
  for (const effect of visibleEffectsOf(node)) {
    if (effect.type === 'DROP_SHADOW') {
      if (drawsBehind(effect, node)) return twice(name, sentence`a shadow behind its fills`);
    } else if (effect.type === 'LAYER_BLUR') {
      return sentence`“${name}” is blurred, and a fill would be blurred twice`;
    } else if (Object.keys(WITHIN).includes(effect.type)) {
      return twice(name, WITHIN[effect.type]);
    } else {
      const kind = String(effect.type).toLowerCase().replace(/_/g, ' ');
      return sentence`“${name}” has an effect (${kind}) that Pastiche does not know, and a fill may show it twice`;
    }
  }
  return null;
}

/** Whether the picture of a layer as it is seen holds its drop shadow, beside its shape. */
export function showsDropShadow(node: SceneNode): boolean {
  return visibleEffectsOf(node).some(({ type }) => type === 'DROP_SHADOW') && !fillsItsBox(node);
}

function twice(name: string, what: Sentence): Sentence {
  return sentence`“${name}” has ${what}, and a fill would show that twice`;
}

function visibleEffectsOf(node: SceneNode): readonly Effect[] {
  return 'effects' in node ? node.effects.filter(({ visible }) => visible) : [];
}

/** Figma cuts a shadow out below its layer, unless told otherwise; below an opaque fill it is not seen either. */
function drawsBehind({ showShadowBehindNode }: DropShadowEffect, node: SceneNode): boolean {
  if (showShadowBehindNode !== true) return false;
  const fills = 'fills' in node && typeof node.fills !== 'symbol' ? node.fills : [];
  return !fills.some(
    ({ type, visible, opacity = 1, blendMode = 'NORMAL' }) =>
      type === 'SOLID' && visible !== false && opacity === 1 && blendMode === 'NORMAL',
  );
}

function fillsItsBox(node: SceneNode): boolean {
  const isBox = ['RECTANGLE', 'FRAME', 'COMPONENT', 'INSTANCE', 'SECTION', 'SLIDE'].includes(
    node.type,
  );
  return isBox && (!('cornerRadius' in node) || (node.cornerRadius ?? 0) === 0);
}
