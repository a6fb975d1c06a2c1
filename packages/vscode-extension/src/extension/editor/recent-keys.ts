import { BUILT_IN_PRESETS } from '@pastiche/panel/core';
import * as vscode from 'vscode';

/**
 * Shows the presets that were used last in the submenu. Menus cannot be made while the editor runs, but each of
 * their items can be hidden; a window in which nobody has said so hides them all.
 */
export function showRecent(ids: readonly string[]): void {
  for (const { id } of BUILT_IN_PRESETS) {
    const isUsed = ids.includes(`built-in:${id}`);
    void vscode.commands.executeCommand('setContext', `pastiche.recent.${id}`, isUsed);
  }
}
