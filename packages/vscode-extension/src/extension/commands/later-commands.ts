import type { CommandTable } from './command-table.js';

/** Commands whose code is loaded when one of them is used first. */
export const LATER_COMMANDS = [
  'pastiche.figma.importPresets',
  'pastiche.figma.setToken',
  'pastiche.figma.removeToken',
  'pastiche.presets.copyLink',
  'pastiche.presets.copyString',
  'pastiche.presets.importClipboard',
  'pastiche.presets.showResults',
  'pastiche.undoReplacement',
  'pastiche.updateResults',
] as const;

/** Stands for the commands until they are loaded. */
export function laterCommands(load: () => Promise<CommandTable>): CommandTable {
  const entries = LATER_COMMANDS.map((id) => [
    id,
    async (...given: unknown[]) => (await load())[id](...given),
  ]);
  return Object.fromEntries(entries);
}
