import { createFigmaApi, FIGMA_EVENTS } from '../api/figma-api.js';
import { createParameters, type ParametersSide } from '../api/parameters-api.js';
import { createUiApi, type UiApi } from '../api/ui-api.js';
import { apiObject } from '../interface/api-object.js';
import { createEventHub, type EventHub } from '../scene/events.js';
import type { Scene } from '../scene/scene.js';
import type { HostState } from '../state/host-state.js';
import { createPluginVm } from '../vm/plugin-vm.js';
import { dropTarget } from './drop-target.js';
import { createPluginSystem } from './plugin-system.js';
import { createRunScene } from './run-scene.js';

export interface PluginRun {
  readonly command: string;
  readonly scene: Scene;
  readonly events: EventHub;
  readonly uiApi: UiApi;
  readonly parameters: ParametersSide;
  isOpen(): boolean;
  isQuerying(): boolean;
  /** Ends the asking for parameters and tells the plugin to run; resolves when it was told. */
  fireRun(parameters: Readonly<Record<string, unknown>> | undefined): Promise<void>;
  /** Files and texts dropped on the canvas, by window coordinates. @returns whether the plugin took them */
  drop(drop: Readonly<Record<string, unknown>>): boolean;
  close(message?: string): void;
}

/** Starts the plugin: a fresh VM, then `main.js`. `querying`: only parameters are asked for yet. */
export async function startPluginRun(
  state: HostState,
  command: string,
  querying: boolean,
): Promise<PluginRun> {
  const life = createLifecycle(state, querying);
  const { guard, later, isQuerying } = life;
  const events = createEventHub(FIGMA_EVENTS, 'figma', later);
  const scene = createRunScene({ state, later, isQuerying, figmaEvents: events });
  const parameters = createParameters(later);
  const system = createPluginSystem(state, guard, life.isOpen);
  const drop = (dropped: Readonly<Record<string, unknown>>) =>
    fireDrop(state, scene, events, dropped);
  const onDrop = (dropped: Readonly<Record<string, unknown>>) => guard(() => drop(dropped));
  const uiApi = createUiApi({ state, guard, isQuerying, onDrop });
  const close = (message?: string) => {
    if (!life.isOpen()) return;
    guard(() => events.fire('close'));
    life.end();
    system.cancelTimers();
    uiApi.close();
    state.toasts.closeWithButtons();
    if (message !== undefined) state.toasts.notify(message);
    state.undo.commit('plugin');
  };
  const { fetchBytes } = system;
  const parts = { state, command, scene, events, uiApi, parameters, guard, fetchBytes, close };
  await runMain(state, createFigmaApi(parts), system.api, life);
  const fireRun = async (given: Readonly<Record<string, unknown>> | undefined) => {
    life.endQuery();
    // Figma tells of the run in a later turn, when all of `main.js` has run.
    await new Promise((resolve) => setTimeout(resolve, 0));
    guard(() => events.fire('run', { command, parameters: given }));
  };
  const { isOpen } = life;
  return { command, scene, events, uiApi, parameters, isOpen, isQuerying, fireRun, drop, close };
}

/** Whether the plugin is open, and what may be called while it is. */
interface Lifecycle {
  isOpen(): boolean;
  isQuerying(): boolean;
  endQuery(): void;
  end(): void;
  /** Calls a function of the plugin, unless it is closed, and reports what it throws. */
  guard(run: () => unknown): void;
  later(run: () => void): void;
}

function createLifecycle(state: HostState, querying: boolean): Lifecycle {
  let isOpen = true;
  let isQuerying = querying;
  const guard = (run: () => unknown) => {
    if (!isOpen) return;
    try {
      run();
    } catch (error) {
      state.errors.push(error instanceof Error ? error.message : String(error));
    }
  };
  return {
    isOpen: () => isOpen,
    isQuerying: () => isQuerying,
    endQuery() {
      isQuerying = false;
    },
    end() {
      isOpen = false;
    },
    guard,
    later: (run) => void setTimeout(() => guard(run), 0),
  };
}

async function runMain(
  { config, manifest, errors }: HostState,
  figma: object,
  system: object,
  { isOpen, guard }: Lifecycle,
): Promise<void> {
  const vm = await createPluginVm({
    bootstrap: config.bootstrap,
    figma,
    system,
    html: manifest.ui === undefined ? null : config.ui,
    checkOpen() {
      if (!isOpen()) throw new Error('The plugin has been closed, and the figma API with it');
    },
    onUncaught: (message) => errors.push(message),
  });
  guard(() => vm.evaluate(config.main, 'main.js'));
}

function fireDrop(
  state: HostState,
  scene: Scene,
  events: EventHub,
  { clientX, clientY, items, files, dropMetadata }: Readonly<Record<string, unknown>>,
): boolean {
  const { center, zoom } = state.viewport;
  const x = center.x + (Number(clientX) - window.innerWidth / 2) / zoom;
  const y = center.y + (Number(clientY) - window.innerHeight / 2) / zoom;
  const dropped = (files ?? []) as readonly File[];
  const { id, place } = dropTarget(state.model, state.currentPage, { x, y });
  const answers = events.fire('drop', {
    node: scene.node(id),
    ...place,
    absoluteX: x,
    absoluteY: y,
    items: items ?? [],
    files: dropped.map((file) =>
      apiObject('DropFile', {
        name: file.name,
        type: file.type,
        getBytesAsync: async () => new Uint8Array(await file.arrayBuffer()),
        getTextAsync: () => file.text(),
      }),
    ),
    dropMetadata,
  });
  return answers.includes(false);
}
