import type { BaseNode, PluginAPI, ViewportAPI } from '@figma/plugin-typings/plugin-api-standalone';
import { apiObject, compose } from '../interface/api-object.js';
import { checkString } from '../interface/checks.js';
import { MIXED } from '../interface/mixed.js';
import type { EventHub } from '../scene/events.js';
import { boundingBox } from '../scene/geometry.js';
import { union } from '../scene/matrix.js';
import type { Scene } from '../scene/scene.js';
import type { HostState } from '../state/host-state.js';
import { clientStorage } from '../storage/client-storage.js';
import { documentApi, imageApi } from './document-api.js';
import type { ParametersSide } from './parameters-api.js';
import type { UiApi } from './ui-api.js';

export const FIGMA_EVENTS = [
  'run',
  'close',
  'selectionchange',
  'currentpagechange',
  'documentchange',
  'drop',
  // The simulator's own, by which changes are gathered.
  'changes',
];

export interface FigmaApiOptions {
  readonly state: HostState;
  readonly command: string;
  readonly scene: Scene;
  readonly events: EventHub;
  readonly uiApi: UiApi;
  readonly parameters: ParametersSide;
  /** Calls a function of the plugin and reports what it throws. */
  guard(run: () => unknown): void;
  fetchBytes(url: string): Promise<Uint8Array>;
  close(message?: string): void;
}

/** `figma` for one run. */
export function createFigmaApi(options: FigmaApiOptions) {
  const { state, scene, events } = options;
  const members = compose(
    about(options),
    documentApi(state, scene, events),
    imageApi(state, options.fetchBytes),
    eventApi(options),
    running(options),
    base64,
  );
  return apiObject('figma', members satisfies Partial<PluginAPI>);
}

type About = Pick<
  PluginAPI,
  | 'apiVersion'
  | 'command'
  | 'editorType'
  | 'mode'
  | 'pluginId'
  | 'fileKey'
  | 'mixed'
  | 'skipInvisibleInstanceChildren'
  | 'viewport'
  | 'clientStorage'
  | 'parameters'
  | 'ui'
>;

function about({ state, command, scene, uiApi, parameters }: FigmaApiOptions): About {
  const { editorType } = state.profile;
  return {
    apiVersion: '1.0.0',
    command,
    editorType,
    mode: editorType === 'dev' ? 'inspect' : 'default',
    pluginId: state.manifest.id,
    // Only private plugins of organizations are told.
    fileKey: undefined,
    mixed: MIXED,
    skipInvisibleInstanceChildren: editorType === 'dev',
    // The views of Slides and Buzz are missing, and throw when they are asked for.
    viewport: viewport(state, scene) as ViewportAPI,
    clientStorage: clientStorage(state.storage),
    parameters: parameters.api,
    ui: uiApi.ui,
  };
}

function viewport(
  state: HostState,
  scene: Scene,
): Pick<ViewportAPI, 'center' | 'zoom' | 'bounds' | 'scrollAndZoomIntoView'> {
  return apiObject('figma.viewport', {
    get center() {
      return state.viewport.center;
    },
    set center(center) {
      state.viewport = { ...state.viewport, center };
    },
    get zoom() {
      return state.viewport.zoom;
    },
    set zoom(zoom) {
      state.viewport = { ...state.viewport, zoom };
    },
    get bounds() {
      const { center, zoom } = state.viewport;
      const [width, height] = [1000 / zoom, 800 / zoom];
      return { x: center.x - width / 2, y: center.y - height / 2, width, height };
    },
    scrollAndZoomIntoView(nodes: readonly BaseNode[]) {
      const shown = nodes.map((node) => scene.idOf(node, 'nodes'));
      const box = union(shown.map((id) => boundingBox(scene.model, scene.model.get(id))));
      if (box === null) return;
      const center = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
      const zoom = Math.min(1, 1000 / Math.max(box.width, 1), 800 / Math.max(box.height, 1));
      state.viewport = { center, zoom, shown };
    },
  });
}

function eventApi({
  state,
  scene,
  events,
}: FigmaApiOptions): Pick<PluginAPI, 'on' | 'once' | 'off'> {
  const check = (type: string) => {
    if (type !== 'documentchange') return;
    const pages = state.model.get(state.model.rootId).children;
    if (pages.every((page) => scene.isLoaded(page))) return;
    throw new Error(
      'in on: Cannot register documentchange handler in incremental mode without calling figma.loadAllPagesAsync first',
    );
  };
  return {
    on(type: string, callback: (...args: never[]) => unknown) {
      check(type);
      events.on(type, callback);
    },
    once(type: string, callback: (...args: never[]) => unknown) {
      check(type);
      events.once(type, callback);
    },
    off: (type: string, callback: (...args: never[]) => unknown) => events.off(type, callback),
  };
}

type Running = Pick<
  PluginAPI,
  'closePlugin' | 'notify' | 'commitUndo' | 'triggerUndo' | 'openExternal' | 'showUI'
>;

function running({ state, scene, uiApi, guard, close }: FigmaApiOptions): Running {
  return {
    closePlugin: close,
    notify(message, options = {}) {
      const { button, onDequeue, ...rest } = options;
      return state.toasts.notify(message, {
        ...rest,
        ...(button === undefined
          ? {}
          : { button: { ...button, action: watched(guard, button.action) } }),
        ...(onDequeue === undefined
          ? {}
          : { onDequeue: (reason) => guard(() => onDequeue(reason)) }),
      });
    },
    commitUndo() {
      scene.allowWrite('data');
      state.undo.commit('plugin');
    },
    triggerUndo() {
      scene.allowWrite('structure');
      state.undo.revert();
    },
    openExternal(url) {
      state.opened.push(checkString(url, 'url'));
    },
    showUI: uiApi.showUI,
  };
}

function watched(guard: FigmaApiOptions['guard'], action: () => unknown) {
  return () => {
    let answer: boolean | undefined;
    guard(() => {
      answer = action() === false ? false : undefined;
    });
    return answer;
  };
}

const base64: Pick<PluginAPI, 'base64Encode' | 'base64Decode'> = {
  base64Encode(data) {
    if (!(data instanceof Uint8Array)) {
      throw new TypeError('in base64Encode: Expected "data" to have type Uint8Array');
    }
    let text = '';
    for (const byte of data) text += String.fromCharCode(byte);
    return btoa(text);
  },
  base64Decode: (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)),
};
