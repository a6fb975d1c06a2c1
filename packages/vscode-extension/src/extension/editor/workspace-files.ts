import { sentence } from '@pastiche/panel/core';
import type { FileSystem, Uri } from 'vscode';
import { meantName } from '../pictures/place-names.js';
import {
  codeOf,
  ExtensionError,
  type ExtensionErrorCode,
  sentenceOf,
} from '../ports/extension-error.js';
import type { Files } from '../ports/files.js';

/** `FileType.File`, also of a link to one; an enum of the editor exists at run time only there. */
const FILE = 1;

export interface WorkspaceFilesOptions {
  /** `workspace.fs`. */
  readonly fs: FileSystem;
  /** `Uri.joinPath`. */
  readonly join: (base: Uri, ...names: string[]) => Uri;
  readonly hasTrash: Files['hasTrash'];
}

/** Files through the editor, which knows every kind of file system. */
export function createWorkspaceFiles({ fs, join, hasTrash }: WorkspaceFilesOptions): Files {
  const attempt = async <T>(place: Uri, work: () => Thenable<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw problemWith(place, error);
    }
  };
  const stateOf: Files['stateOf'] = async (file) => {
    try {
      const { size, mtime } = await fs.stat(file);
      return { size, modified: mtime };
    } catch (error) {
      if (kindOf(error) === 'not-found') return null;
      throw problemWith(file, error);
    }
  };
  return {
    // A view into a larger buffer would be copied with all of it.
    read: async (file) => new Uint8Array(await attempt(file, () => fs.readFile(file))),
    write: async (file, bytes) => {
      await attempt(file, () => fs.writeFile(file, bytes));
      // On a disk that fills up meanwhile VS Code writes what there is room for, and says nothing.
      const { size } = await attempt(file, () => fs.stat(file));
      if (size > 0 && size < bytes.length) throw diskFull(file);
    },
    sizeOf: async (file) => (await stateOf(file))?.size ?? null,
    stateOf,
    list: async (folder) => {
      try {
        // VS Code logs a directory that cannot be read as a warning of its own.
        await fs.stat(folder);
        const entries = await fs.readDirectory(folder);
        return entries.filter(([, type]) => (type & FILE) !== 0).map(([name]) => name);
      } catch (error) {
        if (kindOf(error) === 'not-found') return [];
        throw problemWith(folder, error);
      }
    },
    rename: (from, to, { overwrite }) => attempt(to, () => fs.rename(from, to, { overwrite })),
    remove: (place, { trash }) =>
      attempt(place, () => fs.delete(place, { recursive: true, useTrash: trash })),
    makeFolder: (folder) => attempt(folder, () => fs.createDirectory(folder)),
    at: (folder, ...names) => join(folder, ...names),
    hasTrash,
    isReadOnly: ({ scheme }) => fs.isWritableFileSystem(scheme) === false,
  };
}

/** `FileSystemError.code`. */
function kindOf(error: unknown): ExtensionErrorCode {
  switch (codeOf(error)) {
    case 'FileNotFound':
    case 'FileNotADirectory':
      return 'not-found';
    case 'FileExists':
      return 'exists';
    case 'NoPermissions':
      return 'no-permission';
    case 'Unavailable':
      return 'unavailable';
    default:
      return saysReadOnly(error) ? 'no-permission' : 'failed';
  }
}

/** VS Code has no code of its own for what the system calls a read-only file system. */
function saysReadOnly(error: unknown): boolean {
  return error instanceof Error && /\bEROFS\b/.test(error.message);
}

function saysFull(error: unknown): boolean {
  return error instanceof Error && /\b(ENOSPC|EDQUOT)\b/.test(error.message);
}

function problemWith(place: Uri, cause: unknown): ExtensionError {
  const name = meantName(place);
  const kind = kindOf(cause);
  switch (kind) {
    case 'not-found':
      return new ExtensionError(kind, sentence`${name} is no longer there; choose another file.`, {
        cause,
      });
    case 'exists':
      return new ExtensionError(kind, sentence`${name} is there already; choose another name.`, {
        cause,
      });
    case 'no-permission':
      return new ExtensionError(
        kind,
        sentence`${name} may not be read or written here; use “Save as…” to choose another folder.`,
        { cause },
      );
    case 'unavailable':
      return new ExtensionError(
        kind,
        sentence`${name} cannot be reached at the moment; try again when its folder is connected.`,
        { cause },
      );
    default:
      if (saysFull(cause)) return diskFull(place, cause);
      return new ExtensionError(
        'failed',
        sentence`${name} could not be read or written (${reasonIn(cause)}); make room on the disk or choose another folder.`,
        { cause },
      );
  }
}

function diskFull(place: Uri, cause?: unknown): ExtensionError {
  return new ExtensionError(
    'failed',
    sentence`The disk is full, so ${meantName(place)} was not written; make room or save it elsewhere.`,
    { cause },
  );
}

/** What the file system says, without the paths that it names. */
function reasonIn(cause: unknown): string {
  const short = sentenceOf(cause).replace(
    /['"“]?(?:[a-z][\w+.-]*:)?(?:[\\/][^\s'"”]+)+['"”]?/gi,
    '…',
  );
  return short.length > 160 ? `${short.slice(0, 160)}…` : short;
}
