import type { SectionNode } from '@figma/plugin-typings/plugin-api-standalone';
import { apiObject, compose } from '../interface/api-object.js';
import { membersInFigma } from '../scene/node-members.js';
import type { NodeTypeName } from '../scene/node-record.js';
import type { NodeTypes } from '../scene/node-types.js';
import type { NodeContext } from '../scene/scene.js';
import { baseNode } from './base-node.js';
import { children } from './children.js';
import { component, instance, text } from './component-nodes.js';
import { corner, corners } from './corners.js';
import { exporting } from './exporting.js';
import { fills } from './fills.js';
import { box, layout, resize } from './layout.js';
import { page, root } from './page-node.js';
import { pluginData } from './plugin-data.js';
import { stored } from './stored-properties.js';
import { strokes } from './strokes.js';

/** The members of each kind of node; what disagrees with Figma's typings does not compile. */
const MAKERS = {
  DOCUMENT: (context) => compose(node(context), root(context)),
  PAGE: (context) => compose(node(context), children(context), page(context)),
  FRAME: (context) => frameLike(context),
  COMPONENT: (context) => compose(frameLike(context), component(context)),
  INSTANCE: (context) => compose(frameLike(context), instance(context)),
  GROUP: (context) =>
    compose(layer(context), layout(context), blend(context), children(context), expanded(context)),
  SECTION: (context) =>
    compose(
      layer(context),
      box(context),
      sectionSize(context),
      children(context),
      fills(context),
      corners(context),
      stored(context, 'sectionContentsHidden'),
    ),
  RECTANGLE: (context) => compose(shape(context), corners(context)),
  ELLIPSE: (context) => compose(shape(context), corner(context)),
  POLYGON: (context) => compose(shape(context), corner(context)),
  STAR: (context) => compose(shape(context), corner(context)),
  LINE: (context) => shape(context),
  VECTOR: (context) => compose(shape(context), corner(context)),
  TEXT: (context) => compose(shape(context), text(context)),
  SLICE: (context) => compose(layer(context), layout(context)),
  SLIDE: (context) => frameLike(context),
} satisfies {
  readonly [Type in NodeTypeName]: (context: NodeContext) => Partial<NodeTypes[Type]>;
};

type Nothing<Members extends never> = Members;

/** Members that a kind of node has here and not in Figma: the compiler sees to it that there are none. */
export type ForeignMembers = Nothing<
  {
    [Type in NodeTypeName]: Exclude<keyof ReturnType<(typeof MAKERS)[Type]>, keyof NodeTypes[Type]>;
  }[NodeTypeName]
>;

/** The object by which a plugin knows a node. */
export function createNodeObject(context: NodeContext, type: NodeTypeName): object {
  const members = compose(MAKERS[type](context), { type, clone: cloning(context, type) });
  return apiObject(`${type} node`, members, membersInFigma(type));
}

function node(context: NodeContext) {
  return compose(baseNode(context), pluginData(context));
}

function layer(context: NodeContext) {
  return compose(node(context), exporting(context), stored(context, 'visible', 'locked'));
}

function blend(context: NodeContext) {
  return stored(context, 'opacity', 'blendMode', 'isMask', 'effects');
}

function expanded(context: NodeContext) {
  return stored(context, 'expanded');
}

function shape(context: NodeContext) {
  return compose(
    layer(context),
    layout(context),
    blend(context),
    fills(context),
    strokes(context),
    stored(context, 'constraints'),
  );
}

function frameLike(context: NodeContext) {
  const autoLayout = stored(
    context,
    'clipsContent',
    'layoutMode',
    'paddingLeft',
    'paddingRight',
    'paddingTop',
    'paddingBottom',
    'itemSpacing',
    'primaryAxisSizingMode',
    'counterAxisSizingMode',
    'primaryAxisAlignItems',
    'counterAxisAlignItems',
  );
  return compose(
    shape(context),
    corners(context),
    children(context),
    expanded(context),
    autoLayout,
  );
}

function sectionSize(
  context: NodeContext,
): Pick<SectionNode, 'resize' | 'resizeWithoutConstraints'> {
  return {
    resize: (width, height) => resize(context, 'resize', width, height),
    resizeWithoutConstraints: (width, height) =>
      resize(context, 'resizeWithoutConstraints', width, height),
  };
}

function cloning({ scene, id }: NodeContext, type: NodeTypeName) {
  return () => {
    if (type === 'DOCUMENT' || type === 'PAGE') {
      throw new Error(`The simulator does not clone a ${type}.`);
    }
    return scene.clone(id);
  };
}
