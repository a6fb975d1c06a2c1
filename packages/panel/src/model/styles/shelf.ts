import { inEnglish, type Say } from '@pastiche/core';
import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Assets } from '../../host/assets.js';
import type { ShelfItem } from '../model.js';
import { builtInSources } from './built-in-sources.js';
import { dataUrl } from './data-url.js';
import type { StyleSource } from './style-source.js';

/** The styles that can be chosen with one click: built-in ones, the person's presets, pictures. */
export interface Shelf {
  readonly items: ReadonlySignal<readonly ShelfItem[]>;
  find(id: string): StyleSource | undefined;
  /** Reads the thumbnails of the built-in styles. Never rejects. */
  load(): Promise<void>;
  setPresets(presets: readonly StyleSource[]): void;
  presets(): readonly StyleSource[];
  addPicture(name: string, bytes: Uint8Array): StyleSource;
  /** What `addPicture` was given, as far as it is still there. */
  pictures(): readonly { readonly id: string; readonly name: string; readonly bytes: Uint8Array }[];
  removePicture(id: string): void;
  /** @param address a `data:` address */
  setThumbnail(id: string, address: string): void;
}

/** The shelf: built-in styles first, then presets, then pictures in the order in which they came. */
export function createShelf(assets: Pick<Assets, 'read'>, say: Say = inEnglish): Shelf {
  const builtIn = signal<readonly StyleSource[]>(builtInSources(assets, say));
  const presets = signal<readonly StyleSource[]>([]);
  const pictures = signal<readonly StyleSource[]>([]);
  const files = new Map<string, Uint8Array>();
  const all = computed(() => [...builtIn.value, ...presets.value, ...pictures.value]);
  let count = 0;
  const setThumbnail = (id: string, thumbnail: string) => {
    for (const part of [builtIn, pictures]) changeItem(part, id, thumbnail);
  };
  return {
    items: computed(() => all.value.map(({ item }) => item)),
    find: (id) => all.peek().find(({ item }) => item.id === id),
    load: async () => {
      await Promise.all(
        builtIn.peek().map(async ({ item }) => {
          try {
            const name = item.id.slice('built-in:'.length);
            const bytes = await assets.read(`styles/${name}.thumbnail.webp`);
            setThumbnail(item.id, dataUrl('image/webp', bytes));
          } catch {
            // A style without a picture of it can still be chosen by its name.
          }
        }),
      );
    },
    setPresets: (next) => {
      presets.value = next;
    },
    presets: () => presets.peek(),
    addPicture: (name, bytes) => {
      count += 1;
      const source = pictureSource(`picture:${count}`, name, bytes);
      pictures.value = [...pictures.peek(), source];
      files.set(source.item.id, bytes);
      return source;
    },
    pictures: () =>
      pictures.peek().flatMap(({ item: { id, name } }) => {
        const bytes = files.get(id);
        return bytes === undefined ? [] : [{ id, name, bytes }];
      }),
    removePicture: (id) => {
      files.delete(id);
      pictures.value = pictures.peek().filter(({ item }) => item.id !== id);
    },
    setThumbnail,
  };
}

function pictureSource(id: string, name: string, bytes: Uint8Array): StyleSource {
  return {
    item: { id, kind: 'picture', name, description: '', thumbnail: null },
    look: null,
    pictures: [{ name, read: async () => bytes, weight: 1 }],
  };
}

function changeItem(part: Signal<readonly StyleSource[]>, id: string, thumbnail: string): void {
  if (!part.peek().some(({ item }) => item.id === id)) return;
  part.value = part
    .peek()
    .map((source) =>
      source.item.id === id ? { ...source, item: { ...source.item, thumbnail } } : source,
    );
}
