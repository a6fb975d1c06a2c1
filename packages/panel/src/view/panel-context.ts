import type { Said, Say } from '@pastiche/core';
import type { ReadonlySignal } from '@preact/signals';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { PanelModel, StyleTitle } from '../model/model.js';

/** The host whose colours and shapes the panel takes on. */
export type Dress = 'figma' | 'vscode' | 'plain';

/** What every part of the panel can reach. */
export interface PanelContents {
  readonly model: PanelModel;
  readonly say: Say;
  readonly dress: Dress;
  /** What the view itself has to tell, such as "Settings copied." */
  readonly announcement: ReadonlySignal<string | null>;
  /** Shows and announces a sentence for some seconds. */
  announce(said: Said): void;
  /** A style's name as it is shown. */
  nameOf(style: StyleTitle): string;
}

const PanelContext = createContext<PanelContents | null>(null);

export const PanelProvider = PanelContext.Provider;

/** The panel that a component is part of. */
export function usePanel(): PanelContents {
  const contents = useContext(PanelContext);
  if (contents === null) throw new Error('A part of the panel should be inside <PanelProvider>.');
  return contents;
}
