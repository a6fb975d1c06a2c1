export { documentDifference, type NodeDifference } from './document-difference.js';
export { imageHash } from './image-hash.js';
export {
  type Figma,
  type FigmaNotification,
  type FigmaOptions,
  type FigmaRequest,
  type FigmaRestDump,
  type FigmaSuggestions,
  type FigmaViewport,
  type FigmaWindow,
  openFigma,
} from './open-figma.js';
export type { FigmaProfile, NetworkAnswer } from './profile.js';
export type {
  LayerDescription,
  LayerType,
  NamedImagePaint,
  PageDescription,
  PaintDescription,
  PlainNode,
  SceneDescription,
} from './scene-description.js';
