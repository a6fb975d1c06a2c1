import type { Uri } from 'vscode';
import { distinctNames } from '../pictures/place-names.js';

/** What the tabs of the open panels are called, so that no two pictures look alike. */
export interface TabNames {
  /** A tab shows this picture now. `onName` is told its name, also when other tabs change it. */
  show(tab: object, place: Uri, onName: (name: string) => void): void;
  close(tab: object): void;
}

export function createTabNames(): TabNames {
  const tabs = new Map<object, { readonly place: Uri; onName(name: string): void }>();
  const tellAll = () => {
    const shown = [...tabs.values()];
    const names = distinctNames(shown.map(({ place }) => place));
    for (const [index, { onName }] of shown.entries()) onName(names[index]);
  };
  return {
    show: (tab, place, onName) => {
      tabs.set(tab, { place, onName });
      tellAll();
    },
    close: (tab) => {
      if (tabs.delete(tab)) tellAll();
    },
  };
}
