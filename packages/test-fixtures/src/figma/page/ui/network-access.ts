import type { FigmaProfile } from '../../profile.js';
import type { Manifest } from '../state/manifest.js';

/** Whether a manifest lets its plugin ask for an address. */
export function isAllowed({ networkAccess }: Manifest, address: string): boolean {
  if (networkAccess === undefined) return true;
  return networkAccess.allowedDomains.some((domain) => covers(domain, new URL(address)));
}

function covers(domain: string, { protocol, host, pathname }: URL): boolean {
  if (domain === 'none') return false;
  if (domain === '*') return true;
  const match = /^(?:([a-z]+:)\/\/)?([^/]+)(\/.*)?$/i.exec(domain);
  if (match === null) return false;
  const [, scheme, name, path] = match;
  if (scheme !== undefined && scheme !== protocol) return false;
  const isHost = name.startsWith('*.') ? host.endsWith(name.slice(1)) : host === name;
  if (!isHost || path === undefined) return isHost;
  return path.endsWith('/') ? pathname.startsWith(path) : pathname === path;
}

/**
 * The content security policy of the plugin's window. Figma's own is not published: `strict` is the
 * narrowest reading of its documentation, which lets through `data:`, inline scripts and the listed
 * domains; `lenient` is what people see in their consoles.
 */
export function contentSecurityPolicy(
  { networkAccess }: Manifest,
  csp: FigmaProfile['csp'],
): string {
  const listed = (networkAccess?.allowedDomains ?? ['*']).filter((domain) => domain !== 'none');
  const domains = listed.length === 0 ? '' : ` ${listed.join(' ')}`;
  return csp === 'strict'
    ? `default-src data:${domains}; script-src 'unsafe-inline' data:${domains}; style-src 'unsafe-inline' data:`
    : `default-src data: blob:${domains}; script-src 'unsafe-inline' 'unsafe-eval' data: blob:${domains}; style-src 'unsafe-inline' data: blob:${domains}`;
}
