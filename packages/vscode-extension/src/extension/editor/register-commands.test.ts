import { inEnglish } from '@pastiche/panel/core';
import { expect, it, vi } from 'vitest';
import * as vscode from 'vscode';
import { createFakeLog, createFakeUi } from '../../test/fake-ui.js';
import type { CommandTable } from '../commands/command-table.js';
import { ExtensionError } from '../ports/extension-error.js';
import { registerCommands } from './register-commands.js';

vi.mock('vscode', async () => (await import('../../test/fake-vscode.js')).fakeVscode());

function register(table: CommandTable) {
  const registered = vi.mocked(vscode.commands.registerCommand).mockClear();
  const { ui } = createFakeUi();
  const { log, lines } = createFakeLog();
  const showLog = vi.fn();
  const disposable = registerCommands(table, { ui, log, say: inEnglish, showLog });
  const run = async (id: string, ...given: unknown[]) => {
    await registered.mock.calls.find(([name]) => name === id)?.[1](...given);
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { registered, ui, lines, showLog, disposable, run };
}

const failing = (error: unknown) => ({ 'pastiche.fail': () => Promise.reject(error) });

it('hands on what menus give, and registers each command once, until it is disposed', async () => {
  const paint = vi.fn(async () => {});
  const { registered, disposable, run, ui } = register({ 'pastiche.paint': paint, b: paint });
  expect(registered.mock.calls.map(([id]) => id)).toEqual(['pastiche.paint', 'b']);
  await run('pastiche.paint', 'clicked', ['selected']);
  expect(paint).toHaveBeenCalledWith('clicked', ['selected']);
  expect(ui.complain).not.toHaveBeenCalled();
  const ends = registered.mock.results.map(({ value }) => vi.spyOn(value, 'dispose'));
  disposable.dispose();
  for (const end of ends) expect(end).toHaveBeenCalledOnce();
});

it('says why a command failed, and shows the log to who asks for it', async () => {
  const { ui, lines, showLog, run } = register(failing(new Error('The brush is missing.')));
  await run('pastiche.fail');
  expect(ui.complain).toHaveBeenCalledWith('The brush is missing.', 'Show Log');
  expect(lines).toContain('error: pastiche.fail: The brush is missing.');
  expect(showLog).not.toHaveBeenCalled();
  ui.complain.mockResolvedValueOnce('Show Log');
  await run('pastiche.fail');
  expect(showLog).toHaveBeenCalledOnce();
});

it('waits for no notification to be closed', async () => {
  const { ui, run } = register(failing(new Error('The brush is missing.')));
  ui.complain.mockReturnValueOnce(new Promise(() => {}));
  await run('pastiche.fail');
  expect(ui.complain).toHaveBeenCalledOnce();
});

it('says nothing of what the person gave up', async () => {
  const { ui, lines, run } = register(failing(new ExtensionError('aborted', 'Given up.')));
  await run('pastiche.fail');
  expect(ui.complain).not.toHaveBeenCalled();
  expect(lines.filter((line) => line.startsWith('error'))).toEqual([]);
});
