import type {
  ComponentNode,
  DocumentNode,
  EllipseNode,
  FrameNode,
  GroupNode,
  InstanceNode,
  LineNode,
  PageNode,
  PolygonNode,
  RectangleNode,
  SectionNode,
  SliceNode,
  SlideNode,
  StarNode,
  TextNode,
  VectorNode,
} from '@figma/plugin-typings/plugin-api-standalone';

/** Figma's type for each kind of node. */
export interface NodeTypes {
  DOCUMENT: DocumentNode;
  PAGE: PageNode;
  FRAME: FrameNode;
  GROUP: GroupNode;
  SECTION: SectionNode;
  COMPONENT: ComponentNode;
  INSTANCE: InstanceNode;
  RECTANGLE: RectangleNode;
  ELLIPSE: EllipseNode;
  POLYGON: PolygonNode;
  STAR: StarNode;
  LINE: LineNode;
  VECTOR: VectorNode;
  TEXT: TextNode;
  SLICE: SliceNode;
  SLIDE: SlideNode;
}
