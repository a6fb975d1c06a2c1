import type { FigmaProfile } from '../../profile.js';
import { themeStyle } from './theme-tokens.js';
import { windowDocument } from './window-document.js';

/** Figma's least widths of a plugin's window in pixels; in Dev Mode it fills a panel. */
const LEAST_WIDTH = 70;
const LEAST_WIDTH_IN_DEV_MODE = 300;

export interface PluginWindowOptions {
  readonly html: string;
  readonly csp: string;
  readonly profile: FigmaProfile;
  readonly title: string;
  readonly width: number;
  readonly height: number;
  readonly visible: boolean;
  readonly themeColors: boolean;
  readonly position: { readonly x: number; readonly y: number } | null;
  /** What the window's page posts to its parent. */
  onData(data: Readonly<Record<string, unknown>>): void;
}

export interface WindowState {
  readonly title: string;
  readonly width: number;
  readonly height: number;
  readonly visible: boolean;
  readonly position: { readonly x: number; readonly y: number };
}

export interface PluginWindow {
  /** Queued until the page has loaded. */
  post(pluginMessage: unknown, pluginId: string): void;
  resize(width: number, height: number): void;
  setVisible(visible: boolean): void;
  reposition(x: number, y: number): void;
  setTheme(theme: FigmaProfile['theme']): void;
  state(): WindowState;
  close(): void;
}

/** Opens a plugin's window: a sandboxed frame of an opaque origin under the manifest's policy. */
export function openPluginWindow(options: PluginWindowOptions): PluginWindow {
  const { profile, themeColors, title } = options;
  const least = profile.editorType === 'dev' ? LEAST_WIDTH_IN_DEV_MODE : LEAST_WIDTH;
  const clamp = (newWidth: number, newHeight: number) => ({
    width: Math.max(least, newWidth),
    height: Math.max(0, newHeight),
  });
  let { width, height } = clamp(options.width, options.height);
  let { visible } = options;
  let position = options.position ?? { x: 0, y: 0 };
  let queue: unknown[] | null = [];
  const frame = document.createElement('iframe');
  const show = () => {
    frame.style.cssText = `width: ${width}px; height: ${height}px; border: 0; display: ${visible ? 'block' : 'none'}`;
  };
  const send = (data: unknown) => frame.contentWindow?.postMessage(data, '*');
  const post = (data: unknown) => (queue === null ? send(data) : queue.push(data));
  const listen = ({ source, data }: MessageEvent) => {
    if (source === frame.contentWindow && typeof data === 'object' && data !== null) {
      options.onData('pluginDrop' in data ? { ...data, pluginDrop: inPage(frame, data) } : data);
    }
  };
  window.addEventListener('message', listen);
  let loads = 0;
  frame.name = 'plugin';
  // Plugins are known to save files with `<a download>`; all else that a sandbox can forbid is forbidden.
  frame.setAttribute('sandbox', 'allow-scripts allow-downloads');
  const themed = themeColors ? profile.theme : null;
  const written = address(frame, windowDocument(options.html, options.csp, themed), profile);
  frame.addEventListener('load', () => {
    loads += 1;
    if (written !== null && loads === 1) {
      send(written);
      return;
    }
    for (const data of queue ?? []) send(data);
    queue = null;
  });
  show();
  document.body.append(frame);
  return {
    post: (pluginMessage, pluginId) => void post({ pluginMessage, pluginId }),
    resize(newWidth, newHeight) {
      ({ width, height } = clamp(newWidth, newHeight));
      show();
    },
    setVisible(now) {
      visible = now;
      show();
    },
    reposition(x, y) {
      position = { x, y };
    },
    setTheme(theme) {
      if (themeColors) post({ simulatorTheme: { name: theme, style: themeStyle(theme) } });
    },
    state: () => ({ title, width, height, visible, position }),
    close() {
      window.removeEventListener('message', listen);
      frame.remove();
    },
  };
}

/** What the window drags out of itself is told in its own coordinates. */
function inPage(frame: HTMLIFrameElement, { pluginDrop }: { pluginDrop: unknown }): unknown {
  if (typeof pluginDrop !== 'object' || pluginDrop === null) return pluginDrop;
  const { left, top } = frame.getBoundingClientRect();
  const { clientX, clientY } = pluginDrop as { clientX: unknown; clientY: unknown };
  return { ...pluginDrop, clientX: Number(clientX) + left, clientY: Number(clientY) + top };
}

/** A page of an opaque origin that becomes what it is sent first. */
const WRITER = `<script>onmessage = ({ data }) => { document.open(); document.write(data); document.close(); }</script>`;

/** What Chromium takes as an address, less a reserve. */
const LONGEST_ADDRESS = 2_000_000;

/** Points the frame at the document. @returns the document where it is too long for that and must be sent after */
function address(
  frame: HTMLIFrameElement,
  html: string,
  { embedding }: FigmaProfile,
): string | null {
  if (embedding === 'srcdoc') {
    frame.srcdoc = html;
    return null;
  }
  const encoded = encodeURIComponent(html);
  const isLong = encoded.length > LONGEST_ADDRESS;
  frame.src = `data:text/html;charset=utf-8,${isLong ? encodeURIComponent(WRITER) : encoded}`;
  return isLong ? html : null;
}
