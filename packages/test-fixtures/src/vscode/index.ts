export { type InstalledLane, installLane, laneObstacle } from './install-lane.js';
export { LANES, type Lane, type LaneName } from './lanes.js';
export { type InHostOutcome, runInHost, suiteAddress } from './run-in-host.js';
export { mountObstacle } from './small-mounts.js';
export { startWebServer, type WebServer } from './web-server.js';
export { openWorkbench, type Workbench, webviewOf } from './workbench.js';
export { startWorkbenchBrowser, type WorkbenchBrowser } from './workbench-browser.js';
export {
  startWorkbenchServer,
  type WorkbenchServer,
  type WorkbenchServerOptions,
  type WorkspaceFiles,
} from './workbench-server.js';
