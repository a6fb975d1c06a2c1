import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';

interface UriParts {
  readonly scheme: string;
  readonly authority: string;
  readonly path: string;
}

/** As much of VS Code's `Uri` as the extension uses. */
export class DiskUri implements UriParts {
  readonly query = '';
  readonly fragment = '';
  readonly scheme: string;
  readonly authority: string;
  readonly path: string;

  constructor(scheme: string, authority: string, path: string) {
    this.scheme = scheme;
    this.authority = authority;
    this.path = path;
  }

  get fsPath(): string {
    return this.path;
  }
  with(change: Partial<UriParts>): DiskUri {
    const { scheme, authority, path } = { ...this.toJSON(), ...change };
    return new DiskUri(scheme, authority, path);
  }
  toString(): string {
    return `${this.scheme}://${this.authority}${encodeURI(this.path)}`;
  }
  toJSON(): UriParts {
    return { scheme: this.scheme, authority: this.authority, path: this.path };
  }
  static file(path: string): DiskUri {
    return new DiskUri('file', '', path);
  }
  static parse(text: string): DiskUri {
    if (text.startsWith('file:')) return DiskUri.file(fileURLToPath(text));
    const { protocol, host, pathname } = new URL(text);
    return new DiskUri(protocol.slice(0, -1), host, decodeURI(pathname));
  }
  static joinPath(base: DiskUri, ...names: string[]): DiskUri {
    return base.with({ path: posix.join(base.path, ...names) });
  }
}
