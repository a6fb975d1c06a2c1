import { vi } from 'vitest';
import type { Uri } from 'vscode';
import type { Ui } from '../extension/ports/ui.js';

/** A person who agrees to everything and chooses the first thing, unless told otherwise. */
export function createFakeUi() {
  const cancel = new AbortController();
  const progress: [string, number][] = [];
  const ui = {
    tell: vi.fn<Ui['tell']>(async () => undefined),
    complain: vi.fn<Ui['complain']>(async () => undefined),
    confirm: vi.fn<Ui['confirm']>(async () => true),
    askText: vi.fn<Ui['askText']>(async (_, value) => value),
    choose: vi.fn(
      async (_title: string, choices: readonly { readonly value: unknown }[]) => choices[0]?.value,
    ),
    askSecret: vi.fn<Ui['askSecret']>(async () => undefined),
    chooseSome: vi.fn(async (_title: string, choices: readonly { readonly value: unknown }[]) =>
      choices.map(({ value }) => value),
    ),
    pickFile: vi.fn<Ui['pickFile']>(async () => null),
    pickPlace: vi.fn<Ui['pickPlace']>(async (_title, _filters, suggestion: Uri) => suggestion),
    progress: vi.fn(async (_title: string, work: Parameters<Ui['progress']>[1]) =>
      work((message, share) => progress.push([message, share]), cancel.signal),
    ),
    reveal: vi.fn<Ui['reveal']>(async () => {}),
    open: vi.fn<Ui['open']>(async () => {}),
    copy: vi.fn<Ui['copy']>(async () => {}),
  };
  return { ui: ui as typeof ui & Ui, cancel, progress };
}

/** A log that remembers. */
export function createFakeLog() {
  const lines: string[] = [];
  const keep = (level: string) => (message: string) => {
    lines.push(`${level}: ${message}`);
  };
  return {
    lines,
    log: { debug: keep('debug'), info: keep('info'), warn: keep('warn'), error: keep('error') },
  };
}
