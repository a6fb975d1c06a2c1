/** What of a request decides which file answers it. */
export interface Asked {
  readonly method: string;
  readonly url: string;
}

/**
 * The address under which the answer to a request is kept, or `null` where the network answers.
 *
 * @param scope of the service worker: the page's own address, which ends with a slash
 * @param files of the page, from there on; the page itself is the empty one
 * @example
 * keptFile({ method: 'GET', url: 'https://a.org/p/index.html' }, 'https://a.org/p/', ['']); // 'https://a.org/p/'
 */
export function keptFile(
  { method, url }: Asked,
  scope: string,
  files: readonly string[],
): string | null {
  const [address = ''] = url.split(/[?#]/);
  if (method !== 'GET' || !address.startsWith(scope)) return null;
  const file = address.slice(scope.length).replace(/^index\.html$/, '');
  return files.includes(file) ? scope + file : null;
}
