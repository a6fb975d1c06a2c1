import { flag, list, number, record, text } from '@pastiche/panel/channel';

/** What a panel's page keeps for after a reload; no pictures. */
export interface PanelState {
  /** Of the picture. */
  readonly uri: string;
  readonly styles: readonly { readonly id: string; readonly weight: number }[];
  /** Whether a painting was under way. */
  readonly painting: boolean;
}

const readState = record({
  uri: text({ maxLength: 10_000 }),
  styles: list(record({ id: text(), weight: number({ least: 0, most: 1 }) }), { maxLength: 64 }),
  painting: flag,
});

/** The state that VS Code kept, or `null` when it is none: of another version, or damaged. */
export function parsePanelState(value: unknown): PanelState | null {
  try {
    return readState(value);
  } catch {
    return null;
  }
}
