import type { Workbench } from '@pastiche/test-fixtures/vscode';

/** A window used without a mouse. */
export interface Keyboard {
  press(key: string): Promise<void>;
  /** Moves the focus to a row of the Explorer. */
  moveToRow(name: string): Promise<void>;
  /** Opens the context menu of what has the focus, and chooses an item. */
  chooseInMenu(item: string): Promise<void>;
  /** Presses Tab until what has the focus in the webview has this role and name. */
  tabTo(role: string, name: RegExp): Promise<void>;
}

/** More than any menu, folder or panel here holds. */
const MANY = 40;

export function keyboardOf(workbench: Workbench): Keyboard {
  const { page } = workbench;
  const press = (key: string) => page.keyboard.press(key);
  /** Presses a key until something is so; at once, if it is so already. */
  const pressUntil = async (key: string, what: string, isSo: () => Promise<boolean>) => {
    for (let presses = 0; presses < MANY; presses++) {
      if (await isSo()) return;
      await press(key);
    }
    throw new Error(`${key} should lead to ${what}, but it did not.`);
  };
  return {
    press,
    moveToRow: async (name) => {
      // The keys for the Explorer lead out of it where the focus is in it.
      await press('F1');
      await page.locator('.quick-input-widget input:focus').waitFor();
      await page.keyboard.type('Focus on Files Explorer');
      const command = page.locator('.quick-input-list .monaco-list-row.focused');
      await command.filter({ hasText: 'Focus on Files Explorer' }).waitFor();
      await press('Enter');
      await page.locator('.explorer-folders-view .monaco-list:focus').waitFor();
      await press('Home');
      const row = page.locator('.explorer-folders-view .monaco-list-row.focused');
      const isThere = async () => (await row.getAttribute('aria-label'))?.startsWith(name) === true;
      await pressUntil('ArrowDown', name, isThere);
    },
    chooseInMenu: async (item) => {
      await press('Shift+F10');
      await page.locator('.monaco-menu .action-item').first().waitFor();
      const focused = page.locator('.monaco-menu .action-item.focused');
      const isThere = async () => (await focused.allInnerTexts()).some((text) => text === item);
      await pressUntil('ArrowDown', item, isThere);
      await press('Enter');
    },
    tabTo: (role, name) => {
      const focused = workbench.webview().locator(':focus');
      const wanted = workbench.webview().getByRole(role as 'button', { name });
      return pressUntil(
        'Tab',
        `${role} ${name}`,
        async () => (await wanted.and(focused).count()) > 0,
      );
    },
  };
}
