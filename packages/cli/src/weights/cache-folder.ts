import { homedir, platform } from 'node:os';
import { join } from 'node:path';

/**
 * The folder that fetched weights are kept in: `PASTICHE_CACHE`, else the system's place for such
 * files (`%LOCALAPPDATA%` on Windows, `XDG_CACHE_HOME` or `~/.cache` elsewhere).
 */
export function cacheFolder(environment: NodeJS.ProcessEnv = process.env): string {
  const { PASTICHE_CACHE, XDG_CACHE_HOME, LOCALAPPDATA } = environment;
  if (PASTICHE_CACHE) return PASTICHE_CACHE;
  if (platform() === 'win32' && LOCALAPPDATA) return join(LOCALAPPDATA, 'pastiche', 'cache');
  return join(XDG_CACHE_HOME || join(homedir(), '.cache'), 'pastiche');
}
