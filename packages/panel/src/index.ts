export type { Engine, EngineError, Run, RunEvent, RunRequest } from './engine/engine.js';
export { startEngine } from './engine/start-engine.js';
export type { Job, PanelModel } from './model/model.js';
export { drawAgain } from './model/panel/draw-again.js';
export type { EngineStart } from './model/panel-options.js';
export { dataUrl } from './model/styles/data-url.js';
export {
  type Dress,
  type MountedPanel,
  type MountOptions,
  mountPanel,
  type PanelHandle,
} from './mount-panel.js';
export {
  createPainter,
  type PaintedPicture,
  type Painter,
  type PainterOptions,
  type PaintOrder,
  type PaintWatch,
  type PresetChoice,
} from './painter/create-painter.js';
