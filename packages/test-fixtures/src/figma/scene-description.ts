import type {
  Effect,
  ImagePaint,
  Paint,
  Transform,
} from '@figma/plugin-typings/plugin-api-standalone';

/** The kinds of layer that the simulator knows. */
export type LayerType =
  | 'FRAME'
  | 'GROUP'
  | 'SECTION'
  | 'COMPONENT'
  | 'INSTANCE'
  | 'RECTANGLE'
  | 'ELLIPSE'
  | 'POLYGON'
  | 'STAR'
  | 'LINE'
  | 'VECTOR'
  | 'TEXT'
  | 'SLICE'
  /** Of Slides and Buzz. In Figma it lies in a row of a grid, here on the page itself. */
  | 'SLIDE';

/** An image fill that names a file of `SceneDescription.images` instead of a hash. */
export type NamedImagePaint = Omit<ImagePaint, 'imageHash'> & { readonly image: string };

export type PaintDescription = Paint | NamedImagePaint;

/** A layer as a test writes it down; what is left out is as in a layer that was just drawn. */
export interface LayerDescription {
  readonly type: LayerType;
  /** Such as `1:2`; numbered by itself when left out. */
  readonly id?: string;
  readonly name?: string;
  /** In the space of the nearest parent that is no group, in pixels. */
  readonly x?: number;
  readonly y?: number;
  /** Of a group these follow from what is in it. */
  readonly width?: number;
  readonly height?: number;
  /** Degrees against the clock, around the upper left corner; of a group those of its box, for what is in it has its own. */
  readonly rotation?: number;
  /** Instead of `x`, `y` and `rotation`: what is mirrored or slanted too. */
  readonly relativeTransform?: Transform;
  readonly visible?: boolean;
  readonly locked?: boolean;
  readonly opacity?: number;
  /** `mixed` as of a text in several colours, which reads as `figma.mixed`. */
  readonly fills?: readonly PaintDescription[] | 'mixed';
  /** Of one of the scene's paint styles, which the fills have; they are not taken from it. */
  readonly fillStyleId?: string;
  readonly strokes?: readonly Paint[];
  readonly strokeWeight?: number;
  readonly effects?: readonly Effect[];
  readonly cornerRadius?: number;
  readonly clipsContent?: boolean;
  readonly characters?: string;
  readonly layoutMode?: 'NONE' | 'HORIZONTAL' | 'VERTICAL';
  readonly layoutPositioning?: 'AUTO' | 'ABSOLUTE';
  readonly primaryAxisSizingMode?: 'FIXED' | 'AUTO';
  readonly counterAxisSizingMode?: 'FIXED' | 'AUTO';
  readonly itemSpacing?: number;
  /** All four sides. */
  readonly padding?: number;
  /** Of an instance: the component's id. */
  readonly mainComponent?: string;
  /** By the plugin that runs. */
  readonly pluginData?: Readonly<Record<string, string>>;
  /** By namespace and key. */
  readonly sharedPluginData?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly relaunchData?: Readonly<Record<string, string>>;
  readonly children?: readonly LayerDescription[];
}

export interface PageDescription {
  readonly id?: string;
  readonly name: string;
  readonly children?: readonly LayerDescription[];
}

/** A document before the plugin runs. */
export interface SceneDescription {
  readonly name?: string;
  readonly pages: readonly PageDescription[];
  /** The id of the page that is open; the first one when left out. */
  readonly currentPage?: string;
  readonly selection?: readonly string[];
  /** The names of the file's paint styles, by their ids. */
  readonly paintStyles?: Readonly<Record<string, string>>;
  /** Files (PNG, JPEG, GIF) that `NamedImagePaint` refers to. */
  readonly images?: Readonly<Record<string, Uint8Array>>;
}

/** A layer as `document()` gives it: everything that the document stores. */
export interface PlainNode {
  readonly id: string;
  readonly type: string;
  readonly name: string;
  readonly children: readonly PlainNode[];
  readonly [property: string]: unknown;
}
