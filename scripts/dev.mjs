// npm run dev: the panel as a page of its own, rebuilt at each change of a source; open the printed address.
import { bootstrap } from './bootstrap.mjs';
import { copyPageData, PAGE_DIST, pageBundles } from './build-page.mjs';

const PORT = Number(process.env.PORT ?? 5173);

try {
  bootstrap(console.log);
  const { context } = await import('esbuild');
  const outdir = `${PAGE_DIST}-dev`;
  copyPageData(outdir);
  // Without a service worker, which would go on showing what was built first.
  const contexts = await Promise.all(
    Object.values(pageBundles(outdir, { worksOffline: false })).map((options) =>
      context({ ...options, minify: false, sourcemap: true }),
    ),
  );
  for (const bundle of contexts) {
    await bundle.rebuild();
    await bundle.watch();
  }
  const [first] = contexts;
  const served = await first?.serve({ servedir: outdir, host: '127.0.0.1', port: PORT });
  console.log(`The page: http://127.0.0.1:${served?.port}/  (Ctrl-C ends it)`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
