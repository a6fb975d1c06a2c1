import * as vscode from 'vscode';
import type { WatchFile } from '../panel/stylize-panel.js';
import { isPicture } from '../pictures/picture-kinds.js';
import { folderOf, nameOf } from '../pictures/place-names.js';

/** A file that is written is often removed and made anew; so long it may be gone, ms. */
const GRACE_MS = 1000;

/** So many new files are looked at when it is gone. */
const MOST_MADE = 20;

/** Watches one file, wherever it lies. */
export const watchFile: WatchFile = (file, { changed, removed }) => {
  const made: vscode.Uri[] = [];
  const others = vscode.workspace.createFileSystemWatcher('**/*', false, true, true);
  others.onDidCreate((other) => {
    if (isPicture(other)) made.splice(0, made.push(other) - MOST_MADE);
  });
  const pattern = new vscode.RelativePattern(folderOf(file), escapedGlob(nameOf(file)));
  const watcher = vscode.workspace.createFileSystemWatcher(pattern);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const back = () => {
    clearTimeout(timer);
    changed();
  };
  watcher.onDidChange(back);
  watcher.onDidCreate(back);
  watcher.onDidDelete(() => {
    clearTimeout(timer);
    timer = setTimeout(removed, GRACE_MS, made);
  });
  return () => {
    clearTimeout(timer);
    watcher.dispose();
    others.dispose();
  };
};

/** Letters that mean something in a pattern, as a class of one. */
function escapedGlob(name: string): string {
  return name.replace(/[[\]{}*?]/g, (letter) => `[${letter}]`);
}
