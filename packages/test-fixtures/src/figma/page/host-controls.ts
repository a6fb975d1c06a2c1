import type { NodeChangeProperty } from '@figma/plugin-typings/plugin-api-standalone';
import type { FigmaProfile } from '../profile.js';
import type { LayerDescription, PlainNode } from '../scene-description.js';
import type { Suggestions } from './api/parameters-api.js';
import { exportNode } from './images/export-node.js';
import { type PluginRun, startPluginRun } from './run/plugin-run.js';
import { layOut } from './scene/auto-layout.js';
import { describe } from './scene/build-document.js';
import { plainNode } from './scene/plain-document.js';
import { type RestDump, restDump } from './scene/rest-document.js';
import type { HostState } from './state/host-state.js';
import { commandItem } from './state/manifest.js';
import { storedSize } from './storage/client-storage.js';
import type { WindowState } from './ui/plugin-window.js';

type Parameters = Readonly<Record<string, unknown>>;

/** What the person, and the test in their place, can do with the file and the plugin. */
export interface HostControls {
  run(command: string, parameters?: Parameters): Promise<void>;
  suggest(command: string, key: string, query: string, given: Parameters): Promise<Suggestions>;
  relaunch(id: string, command: string): Promise<void>;
  select(ids: readonly string[]): void;
  switchPage(id: string): void;
  edit(id: string, changes: Partial<LayerDescription>): void;
  remove(id: string): void;
  undo(): boolean;
  closeWindow(): void;
  drop(drop: Parameters): boolean;
  setTheme(theme: FigmaProfile['theme']): void;
  document(): PlainNode;
  selection(): readonly string[];
  window(): WindowState | null;
  isRunning(): boolean;
  picture(id: string): Promise<Uint8Array>;
  fillStorage(bytes: number): void;
  restDump(ids?: readonly string[]): RestDump;
}

export function createHostControls(state: HostState): HostControls {
  let run: PluginRun | null = null;
  const open = () => (run?.isOpen() ? run : null);
  const start = async (command: string, querying: boolean) => {
    open()?.close();
    run = await startPluginRun(state, command, querying);
    return run;
  };
  /** The run that is being asked for parameters of this command. */
  const queried = (command: string) => {
    const asked = open();
    return asked?.isQuerying() && asked.command === command ? asked : null;
  };
  const runCommand = async (command: string, parameters?: Parameters) => {
    checkCommand(state, command, parameters);
    await (queried(command) ?? (await start(command, false))).fireRun(parameters);
  };
  const canvas = canvasControls(state, open);
  return {
    run: runCommand,
    async suggest(command, key, query, given) {
      const asked = queried(command) ?? (await start(command, true));
      return asked.parameters.ask(key, query, given, 2000);
    },
    async relaunch(id, command) {
      checkRelaunch(state, id, command);
      canvas.select([id]);
      await runCommand(command);
    },
    closeWindow: () => open()?.close(),
    drop: (drop) => open()?.drop(drop) ?? false,
    setTheme(theme) {
      state.profile = { ...state.profile, theme };
      open()?.uiApi.setTheme(theme);
    },
    window: () => open()?.uiApi.state() ?? null,
    isRunning: () => open() !== null,
    ...canvas,
    ...fileReaders(state),
  };
}

type CanvasControls = Pick<HostControls, 'select' | 'switchPage' | 'edit' | 'remove' | 'undo'>;

function canvasControls(state: HostState, open: () => PluginRun | null): CanvasControls {
  const { model, undo } = state;
  /** A change that the plugin did not make is a step of its own; what the plugin left open before it is another. */
  const asPerson = (change: () => void) => {
    undo.commit('plugin');
    change();
    undo.commit('person');
  };
  return {
    select(ids) {
      for (const id of ids) model.get(id);
      state.selections.set(state.currentPage, [...ids]);
      open()?.events.schedule('selectionchange');
    },
    switchPage(id) {
      state.currentPage = model.get(id).id;
      open()?.scene.loadPage(id);
      open()?.events.schedule('currentpagechange');
      open()?.events.schedule('selectionchange');
    },
    edit(id, changes) {
      asPerson(() => {
        describe(model.get(id), changes);
        layOut(model, model.get(id));
        const properties = Object.keys(changes) as NodeChangeProperty[];
        open()?.scene.changed({ type: 'PROPERTY_CHANGE', id, properties });
      });
    },
    remove(id) {
      const { type } = model.get(id);
      asPerson(() => {
        for (const gone of model.remove(id)) {
          open()?.scene.changed({ type: 'DELETE', id: gone, nodeType: type });
        }
      });
    },
    undo: () => undoAndTell(state, open()),
  };
}

type FileReaders = Pick<
  HostControls,
  'document' | 'selection' | 'picture' | 'fillStorage' | 'restDump'
>;

function fileReaders(state: HostState): FileReaders {
  const { model, images, storage, selections } = state;
  const selection = () =>
    (selections.get(state.currentPage) ?? []).filter((id) => model.find(id) !== undefined);
  return {
    document: () => plainNode(model),
    selection,
    picture: (id) => exportNode(model, images, id, { format: 'PNG' }),
    fillStorage(bytes) {
      const key = 'filling of the test';
      storage.delete(key);
      const room = bytes - storedSize(storage) - key.length;
      // A text weighs as JSON, its two quotation marks included.
      storage.set(key, 'x'.repeat(Math.max(0, room - 2)));
    },
    restDump: (ids = selection()) => restDump(model, images.hashes(), ids),
  };
}

function undoAndTell({ model, undo }: HostState, run: PluginRun | null): boolean {
  const before = new Map(model.ids().map((id) => [id, JSON.stringify(model.get(id))]));
  const types = new Map(model.ids().map((id) => [id, model.get(id).type]));
  const done = undo.undo();
  if (run === null) return done;
  for (const [id, json] of before) {
    const now = model.find(id);
    if (now === undefined) {
      run.scene.changed({ type: 'DELETE', id, nodeType: types.get(id) ?? '' });
    } else if (JSON.stringify(now) !== json) {
      run.scene.changed({ type: 'PROPERTY_CHANGE', id, properties: [] });
    }
  }
  for (const id of model.ids()) {
    if (before.has(id)) continue;
    run.scene.changed({ type: 'CREATE', id, nodeType: model.get(id).type });
  }
  return done;
}

function checkCommand({ manifest }: HostState, command: string, given: Parameters | undefined) {
  const relaunch = (manifest.relaunchButtons ?? []).some((button) => button.command === command);
  const item = commandItem(manifest, command);
  if (item === undefined) {
    if (relaunch) return;
    throw new Error(`The manifest has no menu command "${command}".`);
  }
  const { parameters = [], parameterOnly = true } = item;
  if (parameters.length > 0 && given === undefined && parameterOnly && !relaunch) {
    throw new Error(
      `Figma asks for the parameters of "${command}" first, because parameterOnly is true.`,
    );
  }
  const missing = parameters.find(({ key, optional }) => !optional && !(key in (given ?? {})));
  if (given !== undefined && missing !== undefined) {
    throw new Error(`Figma does not run "${command}" without the parameter "${missing.key}".`);
  }
}

function checkRelaunch({ manifest, model }: HostState, id: string, command: string): void {
  const button = (manifest.relaunchButtons ?? []).find((each) => each.command === command);
  if (button === undefined) throw new Error(`The manifest has no relaunch button "${command}".`);
  if (!(command in model.get(id).relaunchData)) {
    throw new Error(
      `Figma shows no button "${button.name}" for ${id}: its relaunch data lacks it.`,
    );
  }
}
