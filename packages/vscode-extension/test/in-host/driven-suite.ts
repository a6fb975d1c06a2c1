import * as vscode from 'vscode';
import { memoryFiles } from './memory-files.js';
import { equal, runCases, until } from './run-cases.js';
import { CASES, pictureUri } from './suite.js';

/** Runs the suite, and a case in which whoever drives the window paints and saves. */
export function run(): Promise<void> {
  return runCases({
    ...CASES,
    'a painting of what may not be written to is saved elsewhere': async () => {
      const files = new Map([['/relic.png', await vscode.workspace.fs.readFile(pictureUri())]]);
      const options = { isReadonly: true };
      const vault = memoryFiles(files);
      const provider = vscode.workspace.registerFileSystemProvider('vault', vault, options);
      try {
        const isWritable = () => vscode.workspace.fs.isWritableFileSystem('vault');
        await until('an answer', () => isWritable() === false);
        const picture = vscode.Uri.from({ scheme: 'vault', path: '/relic.png' });
        await vscode.commands.executeCommand('pastiche.stylize', picture);
        const saved = vscode.Uri.joinPath(pictureUri(), '..', 'relic.woodcut.png');
        const isThere = async () => (await vscode.workspace.fs.stat(saved)).size > 0;
        await until('a painting', () => isThere().catch(() => false));
        equal([...files.keys()].join(), '/relic.png');
      } finally {
        provider.dispose();
      }
    },
  });
}
