import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import type { DiskUri } from './disk-uri.js';

/** VS Code's names for what the system says. */
const CODES: Readonly<Record<string, string>> = {
  ENOENT: 'FileNotFound',
  ENOTDIR: 'FileNotADirectory',
  EEXIST: 'FileExists',
  EISDIR: 'FileIsADirectory',
  EACCES: 'NoPermissions',
  EPERM: 'NoPermissions',
};

/** As much of `workspace.fs` as the extension uses, on the disk. */
export const diskFiles = {
  readFile: ({ path }: DiskUri) => told(readFile(path)),
  writeFile: ({ path }: DiskUri, bytes: Uint8Array) => told(writeFile(path, bytes)),
  stat: async ({ path }: DiskUri) => {
    const { size, mtimeMs, ctimeMs, isDirectory } = await told(stat(path).then(withDirectory));
    return { type: isDirectory ? 2 : 1, size, mtime: mtimeMs, ctime: ctimeMs };
  },
  readDirectory: async ({ path }: DiskUri) => {
    const entries = await told(readdir(path, { withFileTypes: true }));
    return entries.map((entry) => [entry.name, entry.isDirectory() ? 2 : 1] as const);
  },
  createDirectory: async ({ path }: DiskUri) => void (await told(mkdir(path, { recursive: true }))),
  rename: async (from: DiskUri, to: DiskUri, { overwrite }: { overwrite: boolean }) => {
    if (!overwrite && (await exists(to.path))) throw problem('FileExists', 'EEXIST');
    await told(rename(from.path, to.path));
  },
  delete: ({ path }: DiskUri) => told(rm(path, { recursive: true })),
  isWritableFileSystem: () => true,
};

function withDirectory(stats: Awaited<ReturnType<typeof stat>>) {
  const { size, mtimeMs, ctimeMs } = stats;
  const numbers = { size: Number(size), mtimeMs: Number(mtimeMs), ctimeMs: Number(ctimeMs) };
  return { ...numbers, isDirectory: stats.isDirectory() };
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

async function told<Value>(work: Promise<Value>): Promise<Value> {
  try {
    return await work;
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    throw problem(CODES[code] ?? 'Unknown', message);
  }
}

function problem(code: string, message: string): Error {
  return Object.assign(new Error(message), { name: `${code} (FileSystemError)`, code });
}
