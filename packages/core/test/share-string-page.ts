// Runs inside the page of share-string.test.ts; its functions lie on the global object.
import { parsePreset } from '../src/preset/preset-file.js';
import { encodePresetString, parsePresetString } from '../src/preset/preset-string.js';

/** What a promise rejects with. */
const sentenceOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'it was not refused',
    (error: Error) => `${error.name}: ${error.message}`,
  );

Object.assign(globalThis, {
  written: async (document: string) => encodePresetString(parsePreset(document)),
  read: async (text: string) => (await parsePresetString(text)).name,
  refused: (text: string) => sentenceOf(parsePresetString(text)),
});
