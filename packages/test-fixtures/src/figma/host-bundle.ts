import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

export interface HostBundle {
  /** The page's module. */
  readonly page: string;
  /** The script that runs in the VM before the plugin. */
  readonly bootstrap: string;
  /** QuickJS. */
  readonly wasm: Uint8Array;
}

let made: Promise<HostBundle> | undefined;

/** Bundles the simulator's page, once per process. */
export function hostBundle(): Promise<HostBundle> {
  made ??= make();
  return made;
}

async function make(): Promise<HostBundle> {
  const wasmFile = createRequire(import.meta.url).resolve(
    '@jitl/quickjs-wasmfile-release-sync/wasm',
  );
  const [page, bootstrap, wasm] = await Promise.all([
    bundle('page/host-page.ts', 'esm', 'es2022'),
    bundle('page/vm/bootstrap.ts', 'iife', 'es2020'),
    readFile(wasmFile),
  ]);
  return { page, bootstrap, wasm };
}

async function bundle(file: string, format: 'esm' | 'iife', target: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(file, import.meta.url))],
    bundle: true,
    write: false,
    platform: 'browser',
    format,
    target,
    // What QuickJS's loader asks for in Node only.
    external: ['module'],
  });
  return outputFiles[0].text;
}
