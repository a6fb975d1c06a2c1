import type { LayoutMixin, Transform } from '@figma/plugin-typings/plugin-api-standalone';
import { compose } from '../interface/api-object.js';
import { failed, numberCheck } from '../interface/checks.js';
import { isPlacedByParent, layOut } from '../scene/auto-layout.js';
import {
  absoluteTransform,
  boundingBox,
  moveTo,
  relativeTransform,
  renderBounds,
  resizeTo,
  sizeOf,
} from '../scene/geometry.js';
import { placement, rotationOf } from '../scene/matrix.js';
import type { NodeRecord } from '../scene/node-record.js';
import { checkTransform } from '../scene/paints.js';
import type { NodeContext } from '../scene/scene.js';
import { stored } from './stored-properties.js';

const anyNumber = numberCheck();
const length = numberCheck(0.01);

type Box = Pick<
  LayoutMixin,
  'x' | 'y' | 'width' | 'height' | 'relativeTransform' | 'absoluteTransform' | 'absoluteBoundingBox'
>;

/** Where a node lies and how large it is; enough for a section. */
export function box(context: NodeContext): Box {
  const { model } = context.scene;
  const read = (name: string) => context.record(`get_${name}`);
  return {
    get x() {
      return relativeTransform(model, read('x'))[0][2];
    },
    set x(value) {
      move(context, 'x', anyNumber(value, 'x'));
    },
    get y() {
      return relativeTransform(model, read('y'))[1][2];
    },
    set y(value) {
      move(context, 'y', anyNumber(value, 'y'));
    },
    get width() {
      return sizeOf(model, read('width')).width;
    },
    get height() {
      return sizeOf(model, read('height')).height;
    },
    get relativeTransform() {
      return relativeTransform(model, read('relativeTransform'));
    },
    set relativeTransform(value) {
      setTransform(context, value);
    },
    get absoluteTransform() {
      return absoluteTransform(model, read('absoluteTransform'));
    },
    get absoluteBoundingBox() {
      return boundingBox(model, read('absoluteBoundingBox'));
    },
  };
}

type Layout = Pick<
  LayoutMixin,
  'absoluteRenderBounds' | 'rotation' | 'resize' | 'resizeWithoutConstraints' | 'rescale'
>;

/** What most layers have beyond their box: turning and resizing, and their part in auto layout. */
export function layout(context: NodeContext) {
  const { model } = context.scene;
  const own: Layout = {
    get absoluteRenderBounds() {
      return renderBounds(model, context.record('get_absoluteRenderBounds'));
    },
    get rotation() {
      return rotationOf(relativeTransform(model, context.record('get_rotation')));
    },
    set rotation(value) {
      const write = { kind: 'structure', properties: ['rotation'] } as const;
      context.write('set_rotation', write, (record) => {
        const degrees = anyNumber(value, 'rotation');
        if (record.type === 'GROUP') throw new Error('The simulator does not turn groups');
        const [[, , x], [, , y]] = record.transform;
        record.transform = placement(x, y, degrees);
      });
    },
    resize: (width, height) => resize(context, 'resize', width, height),
    resizeWithoutConstraints: (width, height) =>
      resize(context, 'resizeWithoutConstraints', width, height),
    rescale(scale) {
      const { width, height } = sizeOf(model, context.record('rescale'));
      resize(context, 'rescale', width * scale, height * scale);
    },
  };
  const part = stored(
    context,
    'layoutAlign',
    'layoutGrow',
    'layoutPositioning',
    'constrainProportions',
  );
  return compose(box(context), own, part);
}

/** Only frames give their parts a place that the parts cannot change themselves. */
function move(context: NodeContext, axis: 'x' | 'y', value: number): void {
  const { model } = context.scene;
  context.write(`set_${axis}`, { kind: 'structure', properties: [axis] }, (record) => {
    if (isPlacedByParent(model, record)) return;
    const [[, , x], [, , y]] = relativeTransform(model, record);
    moveTo(model, record, axis === 'x' ? value : x, axis === 'y' ? value : y);
  });
}

function setTransform(context: NodeContext, value: unknown): void {
  const write = { kind: 'structure', properties: ['relativeTransform'] } as const;
  context.write('set_relativeTransform', write, (record) => {
    checkTransform(value, 'relativeTransform');
    if (record.type === 'GROUP') throw new Error('The simulator does not turn groups');
    record.transform = structuredClone(value) as Transform;
  });
}

export function resize(context: NodeContext, action: string, width: number, height: number): void {
  const write = { kind: 'structure', properties: ['width', 'height'] } as const;
  context.write(action, write, (record: NodeRecord) => {
    const { model } = context.scene;
    if (record.type === 'GROUP' && record.children.length === 0) {
      throw failed('width', 'A group without children cannot be resized');
    }
    resizeTo(model, record, length(width, 'width'), length(height, 'height'));
    layOut(model, record);
  });
}
