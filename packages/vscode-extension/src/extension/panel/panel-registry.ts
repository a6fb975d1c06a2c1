import type { Uri } from 'vscode';
import type { Working } from '../../shared/extension-contract.js';
import type { StylizePanel } from './stylize-panel.js';

/** What goes on in all panels together, for the status bar. */
export interface OverallWorking {
  readonly panels: number;
  /** Mean share that is done, 0..1. */
  readonly share: number;
}

export interface PanelRegistryOptions {
  /** Makes a panel. `onWorking` and `onClosed` are told by it. */
  create(events: {
    readonly picture: Uri | null;
    readonly onWorking: (working: Working) => void;
    readonly onClosed: () => void;
  }): StylizePanel;
  onOverall(overall: OverallWorking): void;
}

/** The panels that are open, one for each picture. */
export interface PanelRegistry {
  /** Shows the panel of this picture, which is made if there is none. */
  open(picture: Uri | null): StylizePanel;
  /** Shows the panel of this picture, if there is one. @returns whether there is */
  show(picture: Uri): boolean;
  /** Takes in a panel that is made from what a reload left. */
  adopt(make: PanelRegistryOptions['create'], picture: Uri | null): StylizePanel;
  /** The panel that the person uses, or used last. */
  readonly current: StylizePanel | null;
  /** One in which something is painted. */
  readonly working: StylizePanel | null;
  /** Something was moved, which may be a picture that is shown or what it lies in. */
  follow(from: Uri, to: Uri): void;
  /** Addresses of the pictures that are shown. */
  pictures(): readonly string[];
}

export function createPanelRegistry({ create, onOverall }: PanelRegistryOptions): PanelRegistry {
  // In the order in which they were used.
  const panels: StylizePanel[] = [];
  const shares = new Map<StylizePanel, number>();
  const tellOverall = () => {
    const all = [...shares.values()];
    const sum = all.reduce((total, share) => total + share, 0);
    onOverall({ panels: all.length, share: all.length === 0 ? 0 : sum / all.length });
  };
  const note = (panel: StylizePanel, { kind, share }: Working) => {
    if (kind === 'painting') shares.set(panel, share ?? 0);
    else if (!shares.delete(panel)) return;
    tellOverall();
  };
  const take = (make: PanelRegistryOptions['create'], picture: Uri | null) => {
    // The panel may tell of itself before it is there.
    let panel: StylizePanel | null = null;
    panel = make({
      picture,
      onWorking: (working) => panel !== null && note(panel, working),
      onClosed: () => {
        const index = panel === null ? -1 : panels.indexOf(panel);
        if (index >= 0) panels.splice(index, 1);
      },
    });
    panels.push(panel);
    return panel;
  };
  const find = (picture: Uri) =>
    panels.find((panel) => panel.picture?.toString() === picture.toString());
  const shown = (picture: Uri) => {
    const known = find(picture);
    if (known === undefined) return null;
    known.reveal();
    panels.push(...panels.splice(panels.indexOf(known), 1));
    return known;
  };
  return {
    open: (picture) => (picture && shown(picture)) ?? take(create, picture),
    show: (picture) => shown(picture) !== null,
    adopt: take,
    get current() {
      return panels.find(({ isActive }) => isActive) ?? panels.at(-1) ?? null;
    },
    get working() {
      return [...shares.keys()][0] ?? null;
    },
    follow: (from, to) => panels.forEach((panel) => void panel.follow(from, to)),
    pictures: () => panels.flatMap(({ picture }) => picture?.toString() ?? []),
  };
}
