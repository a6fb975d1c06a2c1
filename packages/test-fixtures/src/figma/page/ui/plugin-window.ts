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
  const frame = document.createElement('iframe');
  const show = () => {
    frame.style.cssText = `width: ${width}px; height: ${height}px; border: 0; display: ${visible ? 'block' : 'none'}`;
  };
  const listen = ({ source, data }: MessageEvent) => {
    if (source === frame.contentWindow && typeof data === 'object' && data !== null) {
      options.onData('pluginDrop' in data ? { ...data, pluginDrop: inPage(frame, data) } : data);
    }
  };
  window.addEventListener('message', listen);
  frame.name = 'plugin';
  // Plugins are known to save files with `<a download>`; all else that a sandbox can forbid is forbidden.
  frame.setAttribute('sandbox', 'allow-scripts allow-downloads');
  const themed = themeColors ? profile.theme : null;
  const post = showDocument(frame, windowDocument(options.html, options.csp, themed), profile);
  show();
  document.body.append(frame);
  return {
    post: (pluginMessage, pluginId) => post({ pluginMessage, pluginId }),
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

/**
 * Loads a document into a frame that is not in the page yet.
 *
 * @returns posts to the document, once it has loaded
 */
function showDocument(
  frame: HTMLIFrameElement,
  html: string,
  profile: FigmaProfile,
): (data: unknown) => void {
  let queue: unknown[] | null = [];
  let loads = 0;
  const send = (data: unknown) => frame.contentWindow?.postMessage(data, '*');
  const written = address(frame, html, profile);
  frame.addEventListener('load', () => {
    loads += 1;
    if (written !== null && loads === 1) {
      send(written);
      return;
    }
    for (const data of queue ?? []) send(data);
    queue = null;
  });
  return (data) => {
    if (queue === null) send(data);
    else queue.push(data);
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
