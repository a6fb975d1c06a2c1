import { mountPanel } from '../src/mount-panel.js';
import './playground.css';
import { pageAssets } from './page-assets.js';
import { createPlaygroundHost } from './playground-host.js';

const root = document.getElementById('panel');
if (root !== null) {
  const panel = mountPanel(root, {
    host: createPlaygroundHost(),
    assets: pageAssets(),
    dress: 'plain',
  });
  // Writes the settings that were changed last; a page that is only hidden for a while comes back whole.
  addEventListener('pagehide', ({ persisted }) => persisted || panel.close());
}
