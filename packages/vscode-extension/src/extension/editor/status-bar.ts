import { type Say, sentence } from '@pastiche/panel/core';
import * as vscode from 'vscode';
import type { OverallWorking } from '../panel/panel-registry.js';

/** Shows how far paintings are while any is under way; a click shows its panel. */
export function createStatusBar(
  command: string,
  say: Say,
): {
  show(working: OverallWorking): void;
  dispose(): void;
} {
  const item = vscode.window.createStatusBarItem(
    'pastiche.progress',
    vscode.StatusBarAlignment.Left,
  );
  item.name = 'Pastiche';
  item.command = command;
  item.tooltip = say(sentence`Show the painting that is under way`);
  return {
    show: ({ panels, share }) => {
      if (panels === 0) {
        item.hide();
        return;
      }
      item.text = `$(loading~spin) Pastiche ${Math.floor(share * 100)} %`;
      item.show();
    },
    dispose: () => item.dispose(),
  };
}
