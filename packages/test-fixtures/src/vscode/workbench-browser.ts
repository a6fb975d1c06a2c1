import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium } from 'playwright-core';
import { waitPatiently } from '../patience/patience.js';

export interface WorkbenchBrowserOptions {
  readonly chromePath: string;
  /** `none`: neither a graphics card nor its imitation, in pages and workers. */
  readonly graphics?: 'software' | 'none';
  readonly viewport?: { readonly width: number; readonly height: number };
}

/** A browser with one profile, which can reach nothing but this machine. */
export interface WorkbenchBrowser {
  readonly context: BrowserContext;
  close(): Promise<void>;
}

const ARGUMENTS = [
  // A webview's files have addresses of the internet, which a service worker answers.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost, EXCLUDE *.localhost',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
];
const SOFTWARE_GRAPHICS = [
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--ignore-gpu-blocklist',
];
const NO_GRAPHICS = ['--disable-gpu', '--disable-software-rasterizer'];

/**
 * VS Code for the Web keeps webviews on another host, whose service worker is refused where other
 * hosts may keep nothing; that is decided by the profile alone.
 */
const PREFERENCES = { profile: { cookie_controls_mode: 0, block_third_party_cookies: false } };

/** Starts a browser for workbenches. Who started it closes it. */
export async function startWorkbenchBrowser(
  options: WorkbenchBrowserOptions,
): Promise<WorkbenchBrowser> {
  const { chromePath, graphics = 'software', viewport = { width: 1280, height: 800 } } = options;
  const profile = await mkdtemp(join(tmpdir(), 'workbench-profile-'));
  await mkdir(join(profile, 'Default'));
  await writeFile(join(profile, 'Default', 'Preferences'), JSON.stringify(PREFERENCES));
  // Chromium's sandbox refuses to run as root.
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: chromePath,
    args: [...ARGUMENTS, ...(graphics === 'none' ? NO_GRAPHICS : SOFTWARE_GRAPHICS), ...sandbox],
    ...(graphics === 'none' ? { ignoreDefaultArgs: ['--enable-unsafe-swiftshader'] } : {}),
    viewport,
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  waitPatiently(context);
  return {
    context,
    close: async () => {
      await context.close();
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
