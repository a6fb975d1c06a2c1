import type {
  MessageEventHandler,
  PluginAPI,
  ShowUIOptions,
  UIAPI,
} from '@figma/plugin-typings/plugin-api-standalone';
import { apiObject, compose } from '../interface/api-object.js';
import { checkString, numberCheck, oneOf } from '../interface/checks.js';
import { whatIsNotPlain } from '../interface/plain-data.js';
import { within } from '../scene/scene.js';
import type { HostState } from '../state/host-state.js';
import { contentSecurityPolicy } from '../ui/network-access.js';
import { openPluginWindow, type PluginWindow, type WindowState } from '../ui/plugin-window.js';

const OPTIONS = ['visible', 'title', 'width', 'height', 'position', 'themeColors'];

const checkNumber = numberCheck();

export interface UiApi {
  readonly ui: UIAPI;
  readonly showUI: PluginAPI['showUI'];
  readonly state: () => WindowState | null;
  setTheme(theme: HostState['profile']['theme']): void;
  close(): void;
}

export interface UiApiOptions {
  readonly state: HostState;
  /** Calls a function of the plugin and reports what it throws. */
  guard(run: () => unknown): void;
  isQuerying(): boolean;
  onDrop(drop: Readonly<Record<string, unknown>>): void;
}

/** `figma.showUI` and `figma.ui`: one window at a time. */
export function createUiApi(options: UiApiOptions): UiApi {
  let opened: PluginWindow | null = null;
  const current = (action: string) => {
    if (opened === null) throw new Error(`in ${action}: No UI is open. Call figma.showUI first`);
    return opened;
  };
  const close = () => {
    opened?.close();
    opened = null;
  };
  const { receive, members } = createListening(options.guard);
  const showUI = (html: string, given: ShowUIOptions = {}) => {
    close();
    opened = open(options, checkString(html, 'html'), given, receive);
  };
  const ui: UIAPI = compose(windowMembers(current, options.state), members, { close });
  return {
    ui: apiObject('figma.ui', ui),
    showUI: (html, given) => within('showUI', () => showUI(html, given)),
    state: () => opened?.state() ?? null,
    setTheme: (theme) => opened?.setTheme(theme),
    close,
  };
}

/** What acts on the window that is open; `current` throws where none is. */
function windowMembers(
  current: (action: string) => PluginWindow,
  { manifest }: HostState,
): Omit<UIAPI, 'close' | keyof Listening> {
  return {
    show: () => current('show').setVisible(true),
    hide: () => current('hide').setVisible(false),
    resize: (width, height) =>
      within('resize', () =>
        current('resize').resize(checkNumber(width, 'width'), checkNumber(height, 'height')),
      ),
    reposition: (x, y) => current('reposition').reposition(x, y),
    getPosition() {
      const { position } = current('getPosition').state();
      return { windowSpace: position, canvasSpace: position };
    },
    postMessage(message) {
      const reason = whatIsNotPlain(message);
      if (reason !== null) throw new Error(`in postMessage: Cannot unwrap ${reason}`);
      current('postMessage').post(message, manifest.id);
    },
  };
}

type Listening = Pick<UIAPI, 'onmessage' | 'on' | 'once' | 'off'>;

/** What listens to the window, whichever is open, and the way to reach who listens. */
function createListening(guard: UiApiOptions['guard']): {
  readonly members: Listening;
  receive(message: unknown): void;
} {
  const handlers: { callback: MessageEventHandler; once: boolean }[] = [];
  let onmessage: MessageEventHandler | undefined;
  const members: Listening = {
    get onmessage() {
      return onmessage;
    },
    set onmessage(callback) {
      onmessage = callback;
    },
    on(type, callback) {
      checkMessage(type, 'type');
      handlers.push({ callback, once: false });
    },
    once(type, callback) {
      checkMessage(type, 'type');
      handlers.push({ callback, once: true });
    },
    off(type, callback) {
      checkMessage(type, 'type');
      const index = handlers.findIndex((handler) => handler.callback === callback);
      if (index >= 0) handlers.splice(index, 1);
    },
  };
  const receive = (message: unknown) => {
    const called = [onmessage, ...handlers.map(({ callback }) => callback)];
    for (const handler of handlers.filter(({ once }) => once)) {
      handlers.splice(handlers.indexOf(handler), 1);
    }
    for (const callback of called) {
      if (callback !== undefined) guard(() => callback(message, { origin: 'null' }));
    }
  };
  return { members, receive };
}

const checkMessage = oneOf('message');

function open(
  { state, isQuerying, onDrop }: UiApiOptions,
  html: string,
  given: ShowUIOptions,
  receive: (message: unknown) => void,
): PluginWindow {
  const unknown = Object.keys(given).find((key) => !OPTIONS.includes(key));
  if (unknown !== undefined) throw new Error(`Unrecognized key(s) in object: '${unknown}'`);
  const { visible = true, title = state.manifest.name, width = 300, height = 200 } = given;
  if (isQuerying() && visible) throw new Error('Cannot show a UI while parameters are asked for');
  return openPluginWindow({
    html,
    csp: contentSecurityPolicy(state.manifest, state.profile.csp),
    profile: state.profile,
    title,
    width: checkNumber(width, 'width'),
    height: checkNumber(height, 'height'),
    visible,
    themeColors: given.themeColors ?? false,
    position: given.position ?? null,
    onData(data) {
      if (typeof data.simulatorViolation === 'string')
        state.violations.push(data.simulatorViolation);
      if (typeof data.pluginDrop === 'object' && data.pluginDrop !== null) {
        onDrop(data.pluginDrop as Readonly<Record<string, unknown>>);
      }
      if (!('pluginMessage' in data)) return;
      const reason = whatIsNotPlain(data.pluginMessage, 'pluginMessage');
      if (reason === null) receive(data.pluginMessage);
      else
        state.violations.push(
          `a message to the plugin has ${reason}, which Figma does not pass on`,
        );
    },
  });
}
