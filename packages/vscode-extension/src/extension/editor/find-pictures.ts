import * as vscode from 'vscode';
import { PAINTING_ENDINGS } from '../pictures/picture-kinds.js';

/** What paintings are written as, and what they replace. */
const PAINTINGS = `**/*.{${PAINTING_ENDINGS.join()}}`;
/** Besides what the person's own settings leave out. */
const LEFT_OUT = '**/{node_modules,.git}/**';

/** Pictures in a folder, or, for `null`, in all folders of the workspace; at most `most`. */
export async function findPictures(
  folder: vscode.Uri | null,
  most: number,
): Promise<readonly vscode.Uri[]> {
  const where = folder === null ? PAINTINGS : new vscode.RelativePattern(folder, PAINTINGS);
  return vscode.workspace.findFiles(where, LEFT_OUT, most);
}

/** The workspace folder that a file lies in. */
export function rootOf(file: vscode.Uri): vscode.Uri | null {
  return vscode.workspace.getWorkspaceFolder(file)?.uri ?? null;
}
