import { mountPanel } from '@pastiche/panel';
import { keptPresets } from './kept-presets.js';
import { pageAssets } from './page-assets.js';
import './page.css';
import { createPageHost } from './page-host.js';
import { pageLanguage } from './page-language.js';
import { paintSample } from './paint-sample.js';
import { SAMPLES } from './samples.js';

/** Whether the build has written a service worker beside the page. */
declare const WORKS_OFFLINE: boolean;

const root = document.getElementById('panel');
if (root !== null) {
  const language = pageLanguage(navigator.languages);
  document.documentElement.lang = language.tag;
  const host = createPageHost({
    presets: keptPresets(),
    samples: SAMPLES.map((sample) => ({
      ...sample,
      paint: () => void paintSample(panel.model, host, sample),
    })),
  });
  const panel = mountPanel(root, { host, assets: pageAssets(), dress: 'plain', language });
  // Writes the settings that were changed last; a page that is only hidden for a while comes back whole.
  addEventListener('pagehide', ({ persisted }) => persisted || panel.close());
}

if (WORKS_OFFLINE) {
  // A browser that keeps nothing for pages still paints.
  navigator.serviceWorker?.register('service-worker.js').catch(() => {});
}
