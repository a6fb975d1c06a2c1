import { mountPanel } from '@pastiche/panel';
import { sayIn, sentence } from '@pastiche/panel/core';
import { whenTrue } from '@pastiche/panel/when-true';
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
  for (const link of document.querySelectorAll('#about a')) {
    link.textContent = sayIn(language)(sentence`Licences`);
  }
  const host = createPageHost({
    presets: keptPresets(),
    samples: SAMPLES.map((sample) => ({
      ...sample,
      paint: () => void paintSample(panel.model, host, sample),
    })),
  });
  const panel = mountPanel(root, { host, assets: pageAssets(), dress: 'plain', language });
  if (WORKS_OFFLINE) {
    // First comes what the visitor waits for. A browser that keeps nothing for pages still paints.
    whenTrue(() => panel.model.engine.value.kind !== 'starting', null)
      .then(() => navigator.serviceWorker?.register('service-worker.js'))
      .catch(() => {});
  }
  // Writes the settings that were changed last; a page that is only hidden for a while comes back whole.
  addEventListener('pagehide', ({ persisted }) => persisted || panel.close());
}
