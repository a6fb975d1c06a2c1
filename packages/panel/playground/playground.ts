import { mountPanel } from '../src/mount-panel.js';
import './playground.css';
import { pageAssets } from './page-assets.js';
import { createPlaygroundHost } from './playground-host.js';

const root = document.getElementById('panel');
if (root !== null) {
  mountPanel(root, { host: createPlaygroundHost(), assets: pageAssets(), dress: 'plain' });
}
