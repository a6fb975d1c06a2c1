import { vi } from 'vitest';

/** A node of the fake document; what a test does not name has Figma's own default. */
export interface FakeNode {
  id: string;
  name: string;
  type: string;
  visible: boolean;
  locked: boolean;
  removed: boolean;
  /** Degrees against the clock, in the nearest parent that is no group. */
  rotation: number;
  /** Mirrored from left to right. */
  flipped: boolean;
  parent: FakeNode | null;
  children?: FakeNode[];
  absoluteBoundingBox: Rect | null;
  width: number;
  height: number;
  /** Follows from turns and places of all parents; the place is right while these are upright. */
  absoluteTransform: Transform;
  /** Where it is drawn; as its box by default. */
  absoluteRenderBounds: Rect | null;
  fills?: Paint[];
  isMask?: boolean;
  sectionContentsHidden?: boolean;
  layoutMode?: string;
  clipsContent?: boolean;
  relaunch: Record<string, string>;
  readonly data: Map<string, string>;
  exported: unknown[];
  /** What it looks like, as its export. */
  picture: Uint8Array;
}

type Given = Partial<Omit<FakeNode, 'children' | 'absoluteBoundingBox'>> & {
  readonly children?: readonly FakeNode[];
  /** x, y, width, height on the page. */
  readonly box?: readonly [number, number, number, number] | null;
};

let made = 0;

/** A node with its children in it, at an absolute place. */
export function fakeNode({ children, box = [0, 0, 100, 50], ...given }: Given = {}): FakeNode {
  const data = new Map<string, string>();
  const id = given.id ?? `9:${++made}`;
  // Only the code under test sees the methods.
  const self = (): FakeNode => node;
  const node = {
    name: 'Layer',
    type: 'RECTANGLE',
    visible: true,
    locked: false,
    removed: false,
    rotation: 0,
    flipped: false,
    parent: null,
    absoluteBoundingBox: box && { x: box[0], y: box[1], width: box[2], height: box[3] },
    width: box?.[2] ?? 0,
    height: box?.[3] ?? 0,
    get absoluteTransform() {
      const { x, y } = self().absoluteBoundingBox ?? { x: 0, y: 0 };
      const [a, b, c, d] = axesOf(self());
      return [
        [a, c, x],
        [b, d, y],
      ];
    },
    set absoluteTransform(value: Transform) {
      define(self(), 'absoluteTransform', value);
    },
    get absoluteRenderBounds() {
      return self().absoluteBoundingBox;
    },
    set absoluteRenderBounds(value: Rect | null) {
      define(self(), 'absoluteRenderBounds', value);
    },
    set relativeTransform([[, , x], [, , y]]: Transform) {
      Object.assign(self(), { x, y });
    },
    relaunch: {},
    data,
    exported: [] as unknown[],
    picture: new Uint8Array([137, 80, 78, 71]),
    id,
    async exportAsync(settings: unknown) {
      self().exported.push(settings);
      return self().picture;
    },
    getSharedPluginData: (_: string, key: string) => data.get(key) ?? '',
    setSharedPluginData: (_: string, key: string, value: string) => {
      if (value === '') data.delete(key);
      else data.set(key, value);
    },
    getSharedPluginDataKeys: () => [...data.keys()],
    setRelaunchData(relaunch: Record<string, string>) {
      self().relaunch = relaunch;
    },
    resize(this: { width: number; height: number }, width: number, height: number) {
      Object.assign(this, { width, height });
    },
    async loadAsync() {},
    remove() {
      detach(self());
      self().removed = true;
    },
    findAllWithCriteria: ({ sharedPluginData }: { sharedPluginData: { keys: string[] } }) =>
      (self().children ?? []).filter((child) =>
        sharedPluginData.keys.some((key) => child.data.has(key)),
      ),
    insertChild(index: number, child: FakeNode) {
      detach(child);
      self().children?.splice(index, 0, child);
      child.parent = self();
    },
  } as unknown as FakeNode;
  for (const [key, value] of Object.entries(given)) define(node, key, value);
  if (children !== undefined) {
    node.children = [...children];
    for (const child of children) child.parent = node;
  }
  return node;
}

/** A page as the root of a tree. */
export function fakePage(children: readonly FakeNode[], id = '0:1'): FakeNode {
  const document = fakeNode({ id: '0:0', type: 'DOCUMENT', box: null });
  return fakeNode({ id, type: 'PAGE', name: 'Page', box: null, parent: document, children });
}

/** Makes `figma` a document of one page until the next test; what a test needs to look at. */
export function openFakeFigma(
  page: FakeNode,
  editorType = 'figma',
  styles: Readonly<Record<string, string>> = {},
) {
  const images = new Map<
    string,
    Pick<Image, 'getBytesAsync'> & Partial<Pick<Image, 'getSizeAsync'>>
  >();
  const figma = {
    editorType,
    currentPage: Object.assign(page, { selection: [] as FakeNode[], on: vi.fn(), off: vi.fn() }),
    viewport: { center: { x: 0, y: 0 }, scrollAndZoomIntoView: vi.fn() },
    clientStorage: fakeStorage(),
    commitUndo: vi.fn(),
    notify: vi.fn(),
    getNodeByIdAsync: async (id: string) => findIn(page, id),
    getStyleByIdAsync: async (id: string) =>
      styles[id] === undefined ? null : { id, name: styles[id] },
    getImageByHash: (hash: string) => images.get(hash) ?? null,
    createImage: vi.fn((_: Uint8Array) => ({ hash: 'painted' })),
    base64Encode: (bytes: Uint8Array) => Buffer.from(bytes).toString('base64'),
    base64Decode: (text: string) => new Uint8Array(Buffer.from(text, 'base64')),
    createRectangle: () => {
      const node = fakeNode({ name: 'Rectangle' });
      page.children?.push(node);
      node.parent = page;
      return node;
    },
  };
  vi.stubGlobal('figma', figma);
  return { ...figma, images };
}

/** Figma's storage for one person. */
export function fakeStorage() {
  const stored = new Map<string, unknown>();
  return {
    stored,
    getAsync: async (key: string) => stored.get(key),
    setAsync: async (key: string, value: unknown) => void stored.set(key, value),
    deleteAsync: async (key: string) => void stored.delete(key),
    keysAsync: async () => [...stored.keys()],
  };
}

/** The node as the code under test sees it. */
export function asScene(node: FakeNode): SceneNode {
  return node as unknown as SceneNode;
}

/** Also over what follows from other properties. */
function define(node: FakeNode, key: string, value: unknown): void {
  Object.defineProperty(node, key, { value, writable: true, enumerable: true, configurable: true });
}

/** The axes on the page; a group has no space of its own. */
function axesOf({
  rotation,
  flipped,
  parent,
}: FakeNode): readonly [number, number, number, number] {
  const angle = (rotation * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const own = [flipped ? -cos : cos, flipped ? sin : -sin, sin, cos] as const;
  let space = parent;
  while (space?.type === 'GROUP') space = space.parent;
  if (space === null) return own;
  const [a, b, c, d] = axesOf(space);
  const on = (x: number, y: number) => [a * x + c * y, b * x + d * y] as const;
  return [...on(own[0], own[1]), ...on(own[2], own[3])];
}

function findIn(node: FakeNode, id: string): FakeNode | null {
  if (node.id === id) return node;
  for (const child of node.children ?? []) {
    const found = findIn(child, id);
    if (found !== null) return found;
  }
  return null;
}

function detach(node: FakeNode): void {
  const siblings = node.parent?.children;
  const at = siblings?.indexOf(node) ?? -1;
  if (at >= 0) siblings?.splice(at, 1);
  node.parent = null;
}
