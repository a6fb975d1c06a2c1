import { ENGLISH, type Language } from '@pastiche/panel/core';
import * as vscode from 'vscode';

/** The language of the editor, where the extension has a dictionary of it; else English. */
export function editorLanguage(): Language {
  const { bundle } = vscode.l10n;
  return bundle === undefined ? ENGLISH : { tag: vscode.env.language, dictionary: bundle };
}
