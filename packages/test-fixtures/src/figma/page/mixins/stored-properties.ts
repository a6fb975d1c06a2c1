import type { NodeChangeProperty } from '@figma/plugin-typings/plugin-api-standalone';
import {
  type Check,
  checkBoolean,
  checkString,
  numberCheck,
  oneOf,
  plainCheck,
} from '../interface/checks.js';
import { layOut } from '../scene/auto-layout.js';
import type { StoredProperties } from '../scene/node-record.js';
import { checkBlendMode, checkPaints } from '../scene/paints.js';
import type { NodeContext, WriteKind } from '../scene/scene.js';

interface StoredProperty<Value> {
  readonly check: Check<Value>;
  readonly kind: WriteKind;
  /** What `nodechange` calls it, where that differs from its name. */
  readonly news?: NodeChangeProperty;
}

type Table = { readonly [Key in keyof StoredProperties]: StoredProperty<StoredProperties[Key]> };

const override = <Value>(check: Check<Value>, news?: NodeChangeProperty) =>
  ({ check, kind: 'override', ...(news === undefined ? {} : { news }) }) as const;
const structure = <Value>(check: Check<Value>, news?: NodeChangeProperty) =>
  ({ check, kind: 'structure', ...(news === undefined ? {} : { news }) }) as const;

const radius = override(numberCheck(0), 'cornerRadius');
const padding = structure(numberCheck(0), 'paddingLeft');

const PROPERTIES: Table = {
  name: override(checkString),
  visible: override(checkBoolean),
  locked: override(checkBoolean),
  opacity: override(numberCheck(0, 1)),
  blendMode: override(checkBlendMode),
  isMask: structure(checkBoolean),
  effects: override(plainCheck()),
  strokes: override(checkPaints),
  strokeAlign: override(oneOf('CENTER', 'INSIDE', 'OUTSIDE')),
  clipsContent: override(checkBoolean),
  expanded: override(checkBoolean, 'visible'),
  constraints: structure(plainCheck()),
  constrainProportions: override(checkBoolean),
  exportSettings: override(plainCheck()),
  topLeftRadius: radius,
  topRightRadius: radius,
  bottomLeftRadius: radius,
  bottomRightRadius: radius,
  cornerSmoothing: override(numberCheck(0, 1)),
  layoutMode: structure(oneOf('NONE', 'HORIZONTAL', 'VERTICAL')),
  paddingLeft: padding,
  paddingRight: padding,
  paddingTop: padding,
  paddingBottom: padding,
  itemSpacing: structure(numberCheck()),
  primaryAxisSizingMode: structure(oneOf('FIXED', 'AUTO')),
  counterAxisSizingMode: structure(oneOf('FIXED', 'AUTO')),
  primaryAxisAlignItems: structure(oneOf('MIN', 'MAX', 'CENTER')),
  counterAxisAlignItems: structure(oneOf('MIN', 'MAX', 'CENTER')),
  layoutPositioning: structure(oneOf('AUTO', 'ABSOLUTE')),
  layoutAlign: structure(oneOf('MIN', 'CENTER', 'MAX', 'STRETCH', 'INHERIT')),
  layoutGrow: structure(numberCheck(0, 1)),
  sectionContentsHidden: override(checkBoolean, 'visible'),
};

/**
 * Accessors for properties that the document stores as they are.
 *
 * @example stored(context, 'opacity', 'visible')
 */
export function stored<Key extends keyof StoredProperties>(
  context: NodeContext,
  ...keys: readonly Key[]
): Pick<StoredProperties, Key> {
  const target = {};
  for (const key of keys) {
    Object.defineProperty(target, key, { enumerable: true, ...accessor(context, key) });
  }
  return target as Pick<StoredProperties, Key>;
}

function accessor<Key extends keyof StoredProperties>(context: NodeContext, key: Key) {
  const {
    check,
    kind,
    news = key as NodeChangeProperty,
  }: StoredProperty<StoredProperties[Key]> = PROPERTIES[key];
  return {
    get: () => context.record(`get_${key}`)[key],
    set(value: unknown) {
      context.write(`set_${key}`, { kind, properties: [news] }, (record) => {
        const { model } = context.scene;
        if (key === 'layoutPositioning' && value === 'ABSOLUTE') checkParentLaysOut(context);
        (record as StoredProperties)[key] = check(value, key);
        if (kind === 'structure') layOut(model, record);
      });
    },
  };
}

function checkParentLaysOut({ scene, id }: NodeContext): void {
  const parent = scene.model.find(scene.model.get(id).parent ?? '');
  if (parent === undefined || parent.layoutMode === 'NONE') {
    throw new Error(
      'Can only set layoutPositioning = ABSOLUTE if the parent node has layoutMode !== NONE',
    );
  }
}
