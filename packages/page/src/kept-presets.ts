import { ChannelError } from '@pastiche/panel/channel';
import { sentence } from '@pastiche/panel/core';
import type { HostPreset } from '@pastiche/panel/host';

const DATABASE = 'pastiche';
const STORE = 'presets';

/** The presets that this browser keeps for the page, in IndexedDB: pictures are too much for localStorage. */
export function keptPresets() {
  return {
    list: () => inStore<HostPreset[]>('readonly', (store) => store.getAll()),
    save: (preset: HostPreset) => inStore('readwrite', (store) => store.put(preset)),
    remove: (id: string) => inStore('readwrite', (store) => store.delete(id)),
  };
}

async function inStore<T>(
  mode: IDBTransactionMode,
  act: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const database = await open();
  try {
    const transaction = database.transaction(STORE, mode);
    const result = await promiseOf(act(transaction.objectStore(STORE)));
    await new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error);
    });
    return result;
  } catch (cause) {
    throw new ChannelError(
      'failed',
      sentence`This browser could not keep or read the presets; make room on the disk or allow the page to store data.`,
      { details: String(cause) },
    );
  } finally {
    database.close();
  }
}

function open(): Promise<IDBDatabase> {
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: 'id' });
  return promiseOf(request);
}

function promiseOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
