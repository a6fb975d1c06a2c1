import { inEnglish } from '@pastiche/panel/core';
import { vi } from 'vitest';
import { createSessionFiles } from '../extension/panel/session-files.js';
import type { PanelServices, WatchFile } from '../extension/panel/stylize-panel.js';
import { createTabNames } from '../extension/panel/tab-names.js';
import { createTurns } from '../extension/panel/turns.js';
import { createMoves } from '../extension/pictures/moves.js';
import { createPresetStore } from '../extension/presets/preset-store.js';
import { createRecentPresets } from '../extension/presets/recent-presets.js';
import { parseOutputSettings } from '../extension/saving/output-settings.js';
import { createReplacements } from '../extension/saving/replacements.js';
import { createFakeFiles } from './fake-files.js';
import { createFakeMemento } from './fake-memento.js';
import { createFakeLog, createFakeUi } from './fake-ui.js';
import { fakeUri, parseFake } from './fake-uri.js';
import { presetDocument } from './preset-document.js';

/** What panels share, with everything in memento. */
export function createPanelServices() {
  const files = createFakeFiles({
    '/ws/a.png': new Uint8Array([1]),
    '/ws/b.png': new Uint8Array([2]),
    '/global/presets/own.pastiche.json': presetDocument('Own'),
  });
  const { ui } = createFakeUi();
  const { log, lines } = createFakeLog();
  const memento = new Map<string, unknown>();
  const weights = {
    folder: fakeUri('/global/vgg19'),
    state: vi.fn(async () => ({ here: false, bytes: 0, inFolder: false })),
    bring: vi.fn(async (onProgress: (loaded: number, total: number) => void) => onProgress(5, 10)),
    remove: vi.fn(async () => {}),
  };
  const watched: Parameters<WatchFile>[] = [];
  const stopWatching = vi.fn();
  const presets = createPresetStore({
    files,
    log,
    userFolder: fakeUri('/global/presets'),
    workspaceFolders: () => [{ name: 'ws', uri: fakeUri('/ws') }],
    newPresetsGoTo: () => 'user',
  });
  const sessionFiles = createSessionFiles({
    files,
    log,
    memento: createFakeMemento(memento),
    folder: fakeUri('/storage/sessions'),
  });
  const replacements = createReplacements({
    files,
    memento: createFakeMemento(memento),
    folder: fakeUri('/storage/replaced'),
    parseUri: parseFake,
  });
  const moves = createMoves({
    files,
    memento: createFakeMemento(memento),
    parseUri: parseFake,
  });
  const onMoved = vi.fn<PanelServices['onMoved']>();
  const services: PanelServices = {
    files,
    ui,
    log,
    say: inEnglish,
    weights,
    presets,
    memento: createFakeMemento(memento),
    sessionFiles,
    replacements,
    moves,
    onMoved,
    turns: createTurns(),
    tabNames: createTabNames(),
    recent: createRecentPresets(createFakeMemento(memento)),
    sessions: { keep: vi.fn(), forget: vi.fn(), resume: (state) => state },
    watch: (...given) => {
      watched.push(given);
      return stopWatching;
    },
    settingsFor: () => parseOutputSettings(() => undefined),
    rootOf: () => fakeUri('/ws'),
    now: () => new Date(0),
    onWeights: vi.fn(),
  };
  return {
    services,
    files,
    ui,
    lines,
    memento,
    weights,
    watched,
    stopWatching,
    presets,
    moves,
    onMoved,
  };
}
