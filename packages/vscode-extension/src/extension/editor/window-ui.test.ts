import { describe, expect, it, vi } from 'vitest';
import * as vscode from 'vscode';
import { fakeUri } from '../../test/fake-uri.js';
import { createWindowUi } from './window-ui.js';

vi.mock('vscode', async () => (await import('../../test/fake-vscode.js')).fakeVscode());

const asked = vi.mocked(vscode.window.showSaveDialog);

async function beginningOf(suggestion: vscode.Uri): Promise<string | undefined> {
  await createWindowUi().pickPlace('Save the painting', { PNG: ['png'] }, suggestion);
  return asked.mock.lastCall?.[0]?.defaultUri?.toString();
}

function readOnly(...schemes: string[]): void {
  const answer = (scheme: string) => !schemes.includes(scheme);
  vi.mocked(vscode.workspace.fs.isWritableFileSystem).mockImplementation(answer);
}

describe('the dialog in which a place is picked', () => {
  it('begins at the place that is suggested, and tells what was picked', async () => {
    readOnly();
    expect(await beginningOf(fakeUri('/photos/a.woodcut.png'))).toBe('mem:///photos/a.woodcut.png');
    asked.mockResolvedValueOnce(fakeUri('/home/b.png'));
    const picked = await createWindowUi().pickPlace('Save', { PNG: ['png'] }, fakeUri('/a.png'));
    expect(picked?.path).toBe('/home/b.png');
  });

  it('begins in the workspace where the suggested file system takes nothing', async () => {
    readOnly('vault');
    expect(await beginningOf(fakeUri('/photos/a.woodcut.png', 'vault'))).toBe(
      'mem:///ws/a.woodcut.png',
    );
  });

  it('begins where the editor likes when the workspace takes nothing either', async () => {
    readOnly('vault', 'mem');
    expect(await beginningOf(fakeUri('/photos/a.woodcut.png', 'vault'))).toBeUndefined();
  });
});
