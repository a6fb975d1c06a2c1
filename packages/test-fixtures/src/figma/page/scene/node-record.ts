import type {
  FrameNode,
  Paint,
  SectionNode,
  Transform,
} from '@figma/plugin-typings/plugin-api-standalone';
import type { LayerType } from '../../scene-description.js';
import { placement } from './matrix.js';

export type NodeTypeName = 'DOCUMENT' | 'PAGE' | LayerType;

/** Properties that the document stores just as the plugin reads them. */
export type StoredProperties = Pick<
  FrameNode,
  | 'name'
  | 'visible'
  | 'locked'
  | 'opacity'
  | 'blendMode'
  | 'isMask'
  | 'effects'
  | 'strokes'
  | 'strokeAlign'
  | 'clipsContent'
  | 'expanded'
  | 'constraints'
  | 'constrainProportions'
  | 'exportSettings'
  | 'topLeftRadius'
  | 'topRightRadius'
  | 'bottomLeftRadius'
  | 'bottomRightRadius'
  | 'cornerSmoothing'
  | 'layoutMode'
  | 'paddingLeft'
  | 'paddingRight'
  | 'paddingTop'
  | 'paddingBottom'
  | 'itemSpacing'
  | 'primaryAxisSizingMode'
  | 'counterAxisSizingMode'
  | 'primaryAxisAlignItems'
  | 'counterAxisAlignItems'
  | 'layoutPositioning'
  | 'layoutAlign'
  | 'layoutGrow'
> &
  Pick<SectionNode, 'sectionContentsHidden'>;

/** One node of the document as plain data: what undo keeps copies of. */
export interface NodeRecord extends StoredProperties {
  readonly id: string;
  readonly type: NodeTypeName;
  parent: string | null;
  children: string[];
  /** Relative to the nearest parent that is no group; of a group it follows from its children. */
  transform: Transform;
  width: number;
  height: number;
  fills: readonly Paint[] | 'mixed';
  /** Of a paint style that the fills have; empty: of none. */
  fillStyleId: string;
  strokeWeight: number;
  characters: string;
  mainComponent: string | null;
  pluginData: Record<string, string>;
  sharedPluginData: Record<string, Record<string, string>>;
  relaunchData: Record<string, string>;
}

const NAMES: Readonly<Record<NodeTypeName, string>> = {
  DOCUMENT: 'Document',
  PAGE: 'Page',
  FRAME: 'Frame',
  GROUP: 'Group',
  SECTION: 'Section',
  COMPONENT: 'Component',
  INSTANCE: 'Instance',
  RECTANGLE: 'Rectangle',
  ELLIPSE: 'Ellipse',
  POLYGON: 'Polygon',
  STAR: 'Star',
  LINE: 'Line',
  VECTOR: 'Vector',
  TEXT: 'Text',
  SLICE: 'Slice',
  SLIDE: 'Slide',
};

const WHITE: Paint = {
  type: 'SOLID',
  color: { r: 1, g: 1, b: 1 },
  visible: true,
  opacity: 1,
  blendMode: 'NORMAL',
};
const GREY: Paint = { ...WHITE, color: { r: 0.85, g: 0.85, b: 0.85 } };
const BLACK: Paint = { ...WHITE, color: { r: 0, g: 0, b: 0 } };

/** A node as it is just after it was drawn. */
export function newRecord(id: string, type: NodeTypeName): NodeRecord {
  return {
    id,
    type,
    name: NAMES[type],
    parent: null,
    children: [],
    transform: placement(0, 0),
    width: 100,
    height: 100,
    fills: firstFills(type),
    fillStyleId: '',
    strokeWeight: 1,
    characters: '',
    mainComponent: null,
    pluginData: {},
    sharedPluginData: {},
    relaunchData: {},
    ...firstProperties(type),
  };
}

function firstFills(type: NodeTypeName): readonly Paint[] {
  if (type === 'TEXT') return [BLACK];
  if (['RECTANGLE', 'ELLIPSE', 'POLYGON', 'STAR', 'VECTOR'].includes(type)) return [GREY];
  return ['FRAME', 'COMPONENT', 'SECTION', 'INSTANCE', 'SLIDE'].includes(type) ? [WHITE] : [];
}

function firstProperties(type: NodeTypeName): Omit<StoredProperties, 'name'> {
  return {
    visible: true,
    locked: false,
    opacity: 1,
    blendMode: 'PASS_THROUGH',
    isMask: false,
    effects: [],
    strokes: [],
    // A line has no inside.
    strokeAlign: type === 'LINE' ? 'CENTER' : 'INSIDE',
    clipsContent: ['FRAME', 'COMPONENT', 'INSTANCE', 'SLIDE'].includes(type),
    expanded: false,
    constraints: { horizontal: 'MIN', vertical: 'MIN' },
    constrainProportions: false,
    exportSettings: [],
    topLeftRadius: 0,
    topRightRadius: 0,
    bottomLeftRadius: 0,
    bottomRightRadius: 0,
    cornerSmoothing: 0,
    layoutMode: 'NONE',
    paddingLeft: 0,
    paddingRight: 0,
    paddingTop: 0,
    paddingBottom: 0,
    itemSpacing: 0,
    primaryAxisSizingMode: 'AUTO',
    counterAxisSizingMode: 'FIXED',
    primaryAxisAlignItems: 'MIN',
    counterAxisAlignItems: 'MIN',
    layoutPositioning: 'AUTO',
    layoutAlign: 'INHERIT',
    layoutGrow: 0,
    sectionContentsHidden: false,
  };
}

const CONTAINERS: readonly NodeTypeName[] = [
  'DOCUMENT',
  'PAGE',
  'FRAME',
  'GROUP',
  'SECTION',
  'COMPONENT',
  'INSTANCE',
  'SLIDE',
];

/** Whether such a node can have children. */
export function isContainer(type: NodeTypeName): boolean {
  return CONTAINERS.includes(type);
}
