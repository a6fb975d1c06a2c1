import * as vscode from 'vscode';
import type { CommandTable } from '../commands/command-table.js';
import { figmaCommands } from '../commands/figma-commands.js';
import { resultCommands } from '../commands/result-commands.js';
import { sharingCommands } from '../commands/sharing-commands.js';
import { createFigmaAnswers } from '../figma/figma-answers.js';
import { createFigmaToken } from '../figma/figma-token.js';
import { importFromFigma } from '../figma/import-from-figma.js';
import { pickPicture } from '../panel/host-files.js';
import { sentenceOf, toldBy } from '../ports/extension-error.js';
import { createShareStrings } from '../presets/share-strings.js';
import { createImportFromLink } from '../sharing/import-shared.js';
import { editorLanguage } from './editor-language.js';
import type { ExtensionParts } from './extension-parts.js';
import { figmaHostSetting } from './extension-settings.js';
import { findPictures, rootOf } from './find-pictures.js';
import { openAsText, showPresetFile } from './show-preset-file.js';
import { watchFile } from './watch-file.js';

export interface WaysAcross {
  readonly commands: CommandTable;
  /** Shows a preset's file in a webview that VS Code made for it. */
  showPresetFile(file: vscode.Uri, webviewPanel: vscode.WebviewPanel): void;
  /** Imports the preset in a link, after asking. Never rejects. */
  followLink(uri: vscode.Uri): Promise<void>;
}

/**
 * How presets come from elsewhere and go there, and how paintings follow them. In VS Code's host this
 * is a script of its own, which is loaded when it is used first.
 */
export function createWaysAcross(
  context: vscode.ExtensionContext,
  parts: ExtensionParts,
  idOf: (row: unknown) => string | null,
): WaysAcross {
  const shared = {
    ...parts,
    shareStrings: createShareStrings(),
    clipboard: vscode.env.clipboard,
  };
  const importFromLink = createImportFromLink(shared);
  const editors = {
    ...shared,
    watch: watchFile,
    pickPicture: () => pickPicture(parts, null),
    openAsText,
  };
  return {
    commands: {
      ...sharingCommands({
        ...shared,
        uriScheme: vscode.env.uriScheme,
        extensionId: context.extension.id,
        idOf,
      }),
      ...figmaCommandsOf(context, parts),
      ...resultCommands({ ...parts, rootOf, findPictures, idOf }),
    },
    showPresetFile: (file, webviewPanel) =>
      showPresetFile(file, webviewPanel, context.extensionUri, editors),
    followLink: async (uri) => {
      try {
        await importFromLink(uri);
      } catch (error) {
        parts.log.error(sentenceOf(error));
        await parts.ui.complain(toldBy(error, parts.say));
      }
    },
  };
}

function figmaCommandsOf(context: vscode.ExtensionContext, parts: ExtensionParts): CommandTable {
  const token = createFigmaToken({ ...parts, secrets: context.secrets });
  const folder = vscode.Uri.joinPath(context.globalStorageUri, 'figma');
  const answers = createFigmaAnswers({ files: parts.files, folder });
  const options = {
    ...parts,
    token,
    answers,
    fetch: (...given: Parameters<typeof fetch>) => fetch(...given),
    timeout: (ms: number) => AbortSignal.timeout(ms),
    language: editorLanguage().tag,
    hostSetting: figmaHostSetting,
    now: () => new Date(),
  };
  return figmaCommands({ ...options, importPresets: () => importFromFigma(options) });
}
