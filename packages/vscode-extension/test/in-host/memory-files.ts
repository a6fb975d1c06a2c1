import * as vscode from 'vscode';

/** A file system in memory, flat, as an extension for some cloud would bring one. */
export function memoryFiles(files: Map<string, Uint8Array>): vscode.FileSystemProvider {
  const changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  const find = ({ path }: vscode.Uri) => {
    const bytes = files.get(path);
    if (bytes === undefined) throw vscode.FileSystemError.FileNotFound(path);
    return bytes;
  };
  return {
    onDidChangeFile: changed.event,
    watch: () => new vscode.Disposable(() => {}),
    stat: (uri) => {
      if (uri.path === '/') return { type: vscode.FileType.Directory, ctime: 0, mtime: 0, size: 0 };
      return { type: vscode.FileType.File, ctime: 0, mtime: 0, size: find(uri).length };
    },
    readDirectory: () => [...files.keys()].map((path) => [path.slice(1), vscode.FileType.File]),
    createDirectory: () => {},
    readFile: find,
    writeFile: ({ path }, bytes) => void files.set(path, bytes),
    delete: ({ path }) => void files.delete(path),
    rename: (from, to) => {
      files.set(to.path, find(from));
      files.delete(from.path);
    },
  };
}
