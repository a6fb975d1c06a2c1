import type { Uri } from 'vscode';

type Change = Parameters<Uri['with']>[0];

/** A place without an editor: what logic needs of VS Code's `Uri`. */
export function fakeUri(path: string, scheme = 'mem', authority = ''): Uri {
  const uri = {
    scheme,
    authority,
    path,
    query: '',
    fragment: '',
    fsPath: path,
    with: (change: Change) =>
      fakeUri(change.path ?? path, change.scheme ?? scheme, change.authority ?? authority),
    toString: () => `${scheme}://${authority}${path}`,
    toJSON: () => ({ scheme, authority, path }),
  };
  return uri as Uri;
}

/** `Uri.parse` of what `fakeUri` wrote. */
export function parseFake(text: string): Uri | null {
  const [, scheme, path] = /^(\w+):\/\/(\/.*)$/.exec(text) ?? [];
  return path === undefined ? null : fakeUri(path, scheme);
}

/** `Uri.joinPath`: steps up and down as a path does. */
export function joinFake(base: Uri, ...names: readonly string[]): Uri {
  const parts = `${base.path}/${names.join('/')}`.split('/');
  const path: string[] = [];
  for (const part of parts) {
    if (part === '..') path.pop();
    else if (part !== '' && part !== '.') path.push(part);
  }
  return base.with({ path: `/${path.join('/')}` });
}
