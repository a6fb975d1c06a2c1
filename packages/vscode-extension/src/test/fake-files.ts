import type { Uri } from 'vscode';
import { nameOf } from '../extension/pictures/place-names.js';
import { ExtensionError, type ExtensionErrorCode } from '../extension/ports/extension-error.js';
import type { Files } from '../extension/ports/files.js';
import { joinFake } from './fake-uri.js';

type Operation = 'read' | 'write' | 'rename' | 'remove' | 'makeFolder';

/** Files in memory, and what is to go wrong with them. */
export interface FakeFiles extends Files {
  /** By path. */
  readonly contents: Map<string, Uint8Array>;
  readonly trash: Map<string, Uint8Array>;
  /** The next operation of this kind fails. */
  failNext(operation: Operation, code?: ExtensionErrorCode): void;
  readOnly: boolean;
  /** When all of them were last changed, ms; 0: the file system knows no times. */
  modified: number;
  /** Whether there is a trash. */
  trashes: boolean;
}

export function createFakeFiles(given: Record<string, string | Uint8Array> = {}): FakeFiles {
  const bytesOf = (value: string | Uint8Array) =>
    typeof value === 'string' ? new TextEncoder().encode(value) : value;
  const contents = new Map(Object.entries(given).map(([path, value]) => [path, bytesOf(value)]));
  const trash = new Map<string, Uint8Array>();
  const failures: { operation: Operation; code: ExtensionErrorCode }[] = [];
  const attempt = (operation: Operation, place: Uri) => {
    const index = failures.findIndex((failure) => failure.operation === operation);
    if (index < 0) return;
    const [{ code }] = failures.splice(index, 1);
    throw new ExtensionError(code, `${nameOf(place)} failed.`);
  };
  const missing = (place: Uri) =>
    new ExtensionError('not-found', `${nameOf(place)} is no longer there.`);
  const files: FakeFiles = {
    contents,
    trash,
    readOnly: false,
    modified: 0,
    trashes: true,
    hasTrash: () => files.trashes,
    failNext: (operation, code = 'failed') => failures.push({ operation, code }),
    read: async (file) => {
      attempt('read', file);
      const bytes = contents.get(file.path);
      if (bytes === undefined) throw missing(file);
      return bytes;
    },
    write: async (file, bytes) => {
      // As a disk that is full: something of it is there.
      contents.set(file.path, bytes.subarray(0, 1));
      attempt('write', file);
      contents.set(file.path, bytes);
    },
    sizeOf: async ({ path }) => contents.get(path)?.byteLength ?? null,
    stateOf: async ({ path }) => {
      const size = contents.get(path)?.byteLength;
      return size === undefined ? null : { size, modified: files.modified };
    },
    list: async ({ path }) =>
      [...contents.keys()]
        .filter((key) => key.startsWith(`${path}/`) && !key.slice(path.length + 1).includes('/'))
        .map((key) => key.slice(path.length + 1)),
    rename: async (from, to, { overwrite }) => {
      attempt('rename', to);
      const bytes = contents.get(from.path);
      if (bytes === undefined) throw missing(from);
      if (contents.has(to.path) && !overwrite) {
        throw new ExtensionError('exists', `${nameOf(to)} is there already.`);
      }
      contents.delete(from.path);
      contents.set(to.path, bytes);
    },
    remove: async (place, options) => {
      attempt('remove', place);
      if (options.trash && !files.trashes) throw new ExtensionError('failed', 'There is no trash.');
      const gone = [...contents].filter(
        ([path]) => path === place.path || path.startsWith(`${place.path}/`),
      );
      if (gone.length === 0) throw missing(place);
      for (const [path, bytes] of gone) {
        contents.delete(path);
        if (options.trash) trash.set(path, bytes);
      }
    },
    makeFolder: async (folder) => attempt('makeFolder', folder),
    at: joinFake,
    isReadOnly: () => files.readOnly,
  };
  return files;
}
