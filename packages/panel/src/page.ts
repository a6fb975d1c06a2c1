import { mountPanel } from './mount-panel.js';

export { mountPanel };

/** The panel for pages that load it as a plain script: `pastiche.mountPanel(root, { host, … })`. */
declare global {
  // A global of a script needs `var`: `let` and `const` do not appear on globalThis.
  var pastiche: { readonly mountPanel: typeof mountPanel } | undefined;
}

globalThis.pastiche = { mountPanel };
