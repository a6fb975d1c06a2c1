// npm run dev: the panel as a page of its own, rebuilt at each change of a source; open the printed address.
import { join } from 'node:path';
import { bootstrap } from './bootstrap.mjs';
import { copyPanelData, PANEL, panelBundles } from './build-panel.mjs';

const PORT = Number(process.env.PORT ?? 5173);

try {
  bootstrap(console.log);
  const { context } = await import('esbuild');
  const outdir = join(PANEL, 'dist');
  copyPanelData(outdir);
  const contexts = await Promise.all(
    Object.values(panelBundles(outdir)).map((options) =>
      context({ ...options, minify: false, sourcemap: true }),
    ),
  );
  for (const bundle of contexts) {
    await bundle.rebuild();
    await bundle.watch();
  }
  const [first] = contexts;
  const served = await first?.serve({ servedir: outdir, host: '127.0.0.1', port: PORT });
  console.log(`The playground: http://127.0.0.1:${served?.port}/  (Ctrl-C ends it)`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
