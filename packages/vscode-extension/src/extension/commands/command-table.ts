/** Commands by their ids, with what menus and keybindings hand to them. */
export type CommandTable = Readonly<Record<string, (...given: unknown[]) => Promise<void>>>;
