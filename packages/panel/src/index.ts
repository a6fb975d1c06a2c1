export type { AssetName, Assets, WorkerKind } from './host/assets.js';
export type {
  Host,
  HostAction,
  HostCapabilities,
  HostEvents,
  HostFile,
  HostPicture,
  HostPreset,
  HostResult,
  HostWeights,
} from './host/host.js';
export {
  type Dress,
  ENGLISH,
  type MountedPanel,
  type MountOptions,
  mountPanel,
  type Words,
} from './mount-panel.js';
