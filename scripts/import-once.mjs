// A plugin of esbuild for a module that the script's host gives, and that many files import.

/**
 * Makes all imports of a module that stays outside share one: esbuild wraps each of them anew.
 *
 * @param {string} name of the module, which `external` names too
 */
export function importOnce(name) {
  const namespace = 'import-once';
  const filter = new RegExp(`^${name}$`);
  /** @type {import('esbuild').Plugin} */
  const plugin = {
    name: namespace,
    setup: ({ onLoad, onResolve }) => {
      onResolve({ filter }, (args) =>
        args.namespace === namespace ? { path: name, external: true } : { path: name, namespace },
      );
      onLoad({ filter, namespace }, () => ({ contents: `export * from '${name}';` }));
    },
  };
  return plugin;
}
