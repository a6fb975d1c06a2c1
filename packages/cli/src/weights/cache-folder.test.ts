import { homedir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cacheFolder } from './cache-folder.js';

describe('cacheFolder', () => {
  it('is what PASTICHE_CACHE says', () => {
    expect(cacheFolder({ PASTICHE_CACHE: '/a', XDG_CACHE_HOME: '/b' })).toBe('/a');
  });

  it.skipIf(process.platform === 'win32')('else lies in XDG_CACHE_HOME or ~/.cache', () => {
    expect(cacheFolder({ XDG_CACHE_HOME: '/b' })).toBe(join('/b', 'pastiche'));
    expect(cacheFolder({})).toBe(join(homedir(), '.cache', 'pastiche'));
    expect(cacheFolder({ PASTICHE_CACHE: '', XDG_CACHE_HOME: '' })).toBe(
      join(homedir(), '.cache', 'pastiche'),
    );
  });
});
