import { type Dictionary, ENGLISH, type Language, sentence } from '@pastiche/core';
import type { HostCapabilities } from '../src/host/host.js';
import type { PanelModel } from '../src/model/model.js';
import { type MountedPanel, renderPanel } from '../src/render-panel.js';
import type { Dress } from '../src/view/panel-context.js';
import { MARKED_LANGUAGE, markedCapabilities, markedValues } from './marked-words.js';
import { STATE_NAMES, type StateName, stateValues } from './states-list.js';
import { type Asked, stillModel } from './states-model.js';
import { type GalleryPictures, paintGalleryPictures } from './states-pictures.js';
import { HOST_THEMES, type HostTheme } from './states-themes.js';

/**
 * A gallery of the panel's states, one for each address:
 * `states.html?state=running&dress=vscode&theme=dark&width=320`. Without `width` the panel is as wide
 * as the page; with `words=de` it speaks German; with `words=marked` everything that is translated is
 * between marks and longer.
 */
const CAPABILITIES: Readonly<Record<Dress, HostCapabilities>> = {
  figma: {
    actions: [
      { id: 'beside', label: sentence`Place beside` },
      { id: 'fill', label: sentence`Replace fill` },
      { id: 'top', label: sentence`Add as top fill` },
    ],
    picksContent: false,
    styleLabel: sentence`Use a layer…`,
    contentNoun: sentence`a layer`,
    keepsPresets: true,
  },
  vscode: {
    actions: [
      { id: 'beside', label: sentence`Save beside` },
      { id: 'as', label: sentence`Save as…` },
      { id: 'copy', label: sentence`Copy picture` },
    ],
    picksContent: true,
    styleLabel: sentence`From workspace…`,
    contentNoun: null,
    keepsPresets: true,
  },
  plain: {
    actions: [
      { id: 'download', label: sentence`Download PNG` },
      { id: 'copy', label: sentence`Copy picture` },
    ],
    picksContent: true,
    styleLabel: null,
    contentNoun: null,
    keepsPresets: true,
    savesPresets: true,
    samples: [
      { label: sentence`A lake in oil whirls`, picture: plain('teal'), paint: () => {} },
      { label: sentence`A street as a woodcut`, picture: plain('brown'), paint: () => {} },
      { label: sentence`A cat in watercolour`, picture: plain('plum'), paint: () => {} },
    ],
  },
};

/** Put here by the build, by language. */
declare const DICTIONARIES: Readonly<Record<string, Dictionary>>;

let pictures: Promise<GalleryPictures> | undefined;
let shown: MountedPanel | undefined;

async function showState(root: HTMLElement, query: URLSearchParams): Promise<void> {
  const dress = oneOf<Dress>(['figma', 'vscode', 'plain'], query.get('dress'));
  const state = oneOf<StateName>(STATE_NAMES, query.get('state'));
  wear(themeOf(dress, query.get('theme')));
  const width = Number(query.get('width'));
  if (width > 0) root.style.width = `${width}px`;
  pictures ??= paintGalleryPictures();
  const english = stateValues(state, await pictures);
  const isMarked = query.get('words') === 'marked';
  const values = isMarked ? markedValues(english) : english;
  const capabilities = CAPABILITIES[dress];
  shown?.close();
  const asked: Asked[] = [];
  const able = isMarked ? markedCapabilities(capabilities) : capabilities;
  const model = stillModel(able, values, asked, state === 'regions');
  if (state === 'protecting' || state === 'regions') drawOn(model.masks);
  shown = renderPanel(root, model, dress, languageOf(query.get('words') ?? ''));
  globalThis.gallery = { model, asked };
  document.documentElement.dataset.ready = location.hash || state;
}

/** Two strokes and a rectangle, with the tools there to draw on. */
function drawOn(masks: PanelModel['masks']): void {
  masks.open.value = true;
  const look = { effect: 'mark', size: 0.16, softness: 0.4 } as const;
  masks.beginStroke(look, { x: 0.08, y: 0.45 }, 1);
  masks.continueStroke({ x: 0.5, y: 0.5 }, 0.6);
  masks.endStroke();
  masks.aim(masks.targets.value.at(-1) ?? masks.target.value);
  masks.beginStroke(look, { x: 0.68, y: 0.44 }, 1);
  masks.endStroke();
  masks.drawShape({ kind: 'rectangle', x: 0.6, y: 0.7, width: 0.3, height: 0.2 }, 'mark');
}

function languageOf(words: string): Language {
  if (words === 'marked') return MARKED_LANGUAGE;
  const dictionary = DICTIONARIES[words];
  return dictionary === undefined ? ENGLISH : { tag: words, dictionary };
}

function themeOf(dress: Dress, name: string | null): HostTheme {
  const themes: Readonly<Record<string, HostTheme>> = HOST_THEMES[dress];
  return themes[name ?? 'light'] ?? HOST_THEMES[dress].light;
}

function wear({ rootClass, bodyClass, variables }: HostTheme): void {
  document.documentElement.removeAttribute('style');
  document.documentElement.className = rootClass;
  document.body.className = bodyClass;
  for (const [name, value] of Object.entries(variables)) {
    document.documentElement.style.setProperty(`--${name}`, value);
  }
}

function oneOf<Name extends string>(names: readonly Name[], wanted: string | null): Name {
  return names.find((name) => name === wanted) ?? names[0];
}

const root = document.getElementById('panel');
if (root !== null) {
  const show = () =>
    showState(root, new URLSearchParams(location.hash.slice(1) || location.search));
  // A state after the `#` is shown without loading the page anew.
  addEventListener('hashchange', () => void show());
  await show();
}

/** A picture of one colour. */
function plain(colour: string): string {
  return `data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"><rect width="4" height="3" fill="${colour}"/></svg>`;
}
