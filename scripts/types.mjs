// Checks the types of every realm; each has its own tsconfig, which says what it may know of.
import { isMainScript, runTool } from './run-command.mjs';

const PROJECTS = [
  'packages/core',
  'packages/core/tsconfig.test.json',
  'packages/test-fixtures',
  'packages/test-fixtures/tsconfig.page.json',
  'packages/test-fixtures/tsconfig.test.json',
  'packages/cli',
  'packages/panel',
  'packages/panel/tsconfig.channel.json',
  'packages/panel/tsconfig.plugin-data.json',
  'packages/panel/tsconfig.worker.json',
  'packages/panel/tsconfig.test.json',
  'packages/page',
  'packages/page/tsconfig.worker.json',
  'packages/page/tsconfig.test.json',
  'packages/figma-plugin',
  'packages/figma-plugin/tsconfig.ui.json',
  'packages/figma-plugin/tsconfig.probe.json',
  'packages/figma-plugin/tsconfig.test.json',
  'packages/vscode-extension',
  'packages/vscode-extension/tsconfig.webview.json',
  'packages/vscode-extension/tsconfig.test.json',
  'scripts',
  'tools',
];

/** Throws an Error when a realm has a type error; tsc has printed it. */
export function checkTypes() {
  for (const project of PROJECTS) runTool('typescript/bin/tsc', ['-p', project]);
}

if (isMainScript(import.meta.url)) {
  try {
    checkTypes();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
