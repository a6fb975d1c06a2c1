import type { Assets } from '../src/host/assets.js';

/** The panel's files beside the page, fetched when they are asked for. */
export function pageAssets(): Assets {
  return {
    workerKinds: ['address', 'blob', 'data'],
    engineAddress: new URL('engine.js', document.baseURI).href,
    read: async (name) => {
      const response = await fetch(name);
      if (response.ok) return new Uint8Array(await response.arrayBuffer());
      throw new Error(
        `${name} should lie beside this page, but the server answered ${response.status}; build the panel again.`,
      );
    },
  };
}
