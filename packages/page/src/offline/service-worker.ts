import { keptFile } from './kept-file.js';

// Keeps the page's files, so that it works without a network after the first visit. They are those of one
// build: a newer one is fetched whole beside it, and takes over when the page is closed everywhere.

/** Put here by the build: the page's files, from the page on, and what they hold, as a word. */
declare const PAGE_FILES: readonly string[];
declare const PAGE_DIGEST: string;
declare const self: ServiceWorkerGlobalScope;

const { scope } = self.registration;
/** Caches belong to an origin, on which others may live beside this page. */
const OURS = `pastiche-page ${scope} `;
const CACHE = OURS + PAGE_DIGEST;

self.addEventListener('install', (event) => {
  event.waitUntil(keepAll());
});

self.addEventListener('activate', (event) => {
  event.waitUntil(forgetOthers());
});

self.addEventListener('fetch', (event) => {
  const kept = keptFile(event.request, scope, PAGE_FILES);
  if (kept !== null) event.respondWith(answer(kept));
});

async function keepAll(): Promise<void> {
  const cache = await caches.open(CACHE);
  // Asks the server whether what the browser has is still right: files of two builds do not fit together.
  await cache.addAll(PAGE_FILES.map((file) => new Request(scope + file, { cache: 'no-cache' })));
}

async function forgetOthers(): Promise<void> {
  const names = await caches.keys();
  const others = names.filter((name) => name.startsWith(OURS) && name !== CACHE);
  await Promise.all(others.map((name) => caches.delete(name)));
}

async function answer(address: string): Promise<Response> {
  const cache = await caches.open(CACHE);
  return (await cache.match(address, { ignoreVary: true })) ?? fetch(address);
}
