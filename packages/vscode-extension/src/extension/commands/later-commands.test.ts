import { expect, it, vi } from 'vitest';
import { figmaCommands } from './figma-commands.js';
import { LATER_COMMANDS, laterCommands } from './later-commands.js';
import { resultCommands } from './result-commands.js';
import { sharingCommands } from './sharing-commands.js';

it('stands for exactly the commands that are loaded later', async () => {
  const nothing = {} as never;
  const loaded = {
    ...figmaCommands(nothing),
    ...resultCommands(nothing),
    ...sharingCommands(nothing),
  };
  expect(Object.keys(loaded).sort()).toEqual([...LATER_COMMANDS].sort());
});

it('hands on what a command is given', async () => {
  const run = vi.fn(async () => {});
  const load = vi.fn(async () => ({ 'pastiche.updateResults': run }));
  const table = laterCommands(load);
  expect(load).not.toHaveBeenCalled();
  await table['pastiche.updateResults']('clicked', ['selected']);
  expect(run).toHaveBeenCalledWith('clicked', ['selected']);
});
