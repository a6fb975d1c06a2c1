// A plugin of esbuild for scripts that always have Web Crypto.

/** Leaves out the digest that is computed in script where the platform has none, as in insecure pages. */
export function webCryptoOnly() {
  /** @type {import('esbuild').Plugin} */
  const plugin = {
    name: 'web-crypto-only',
    setup: ({ onLoad }) => {
      onLoad({ filter: /core[\\/]src[\\/]base[\\/]sha256-in-script\.ts$/ }, () => ({
        contents: 'export const sha256InScript = null;',
      }));
    },
  };
  return plugin;
}
