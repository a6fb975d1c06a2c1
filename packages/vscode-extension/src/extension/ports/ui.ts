import type { Uri } from 'vscode';

/** One of several things to choose from. */
export interface Choice<T> {
  readonly label: string;
  readonly description?: string;
  readonly value: T;
  /** Begins a new group with this heading. */
  readonly heading?: string;
}

/** Told how far a piece of work is, `share` 0..1. */
export type ReportProgress = (message: string, share: number) => void;

/** All that the extension shows outside its own webviews. */
export interface Ui {
  /** @returns the action that was chosen, if any */
  tell(message: string, ...actions: readonly string[]): Promise<string | undefined>;
  /** @returns as `tell` */
  complain(message: string, ...actions: readonly string[]): Promise<string | undefined>;
  /** Asks before something that is hard to undo. */
  confirm(question: string, detail: string, yes: string): Promise<boolean>;
  /** @returns the line, or `undefined`: the person changed their mind */
  askText(question: string, value: string): Promise<string | undefined>;
  /** As `askText`, for what nobody should read over a shoulder. */
  askSecret(question: string): Promise<string | undefined>;
  choose<T>(title: string, choices: readonly Choice<T>[]): Promise<T | undefined>;
  /** All are chosen at first. @returns `undefined`: the person changed their mind */
  chooseSome<T>(title: string, choices: readonly Choice<T>[]): Promise<readonly T[] | undefined>;
  pickFile(title: string, filters: FileFilters, near: Uri | null): Promise<Uri | null>;
  /** Where to save; the person has agreed to replace what is there. */
  pickPlace(title: string, filters: FileFilters, suggestion: Uri): Promise<Uri | null>;
  /** A notification that can be cancelled, for as long as the work goes on. */
  progress<T>(
    title: string,
    work: (report: ReportProgress, signal: AbortSignal) => Promise<T>,
  ): Promise<T>;
  /** Shows a file in the Explorer. */
  reveal(file: Uri): Promise<void>;
  open(file: Uri): Promise<void>;
  /** Puts a text on the clipboard. */
  copy(text: string): Promise<void>;
}

/** Endings without the point, by the name of the kind. */
export type FileFilters = Readonly<Record<string, readonly string[]>>;
