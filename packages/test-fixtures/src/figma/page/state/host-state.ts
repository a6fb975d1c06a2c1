import type { FigmaProfile } from '../../profile.js';
import type { SceneDescription } from '../../scene-description.js';
import { createImageStore, type ImageStore, type ReadFaults } from '../images/image-store.js';
import { buildDocument } from '../scene/build-document.js';
import type { DocumentModel } from '../scene/document-model.js';
import { createUndoStack, type UndoStack } from '../scene/undo-stack.js';
import type { StoredEntries } from '../storage/client-storage.js';
import { type Manifest, parseManifest } from './manifest.js';
import { createToasts, type Toasts } from './notify.js';

/** What the host page is started with. */
export interface HostConfig {
  readonly manifest: string;
  readonly main: string;
  readonly ui: string | null;
  readonly scene: SceneDescription;
  readonly profile: FigmaProfile;
  /** The source of `vm/bootstrap.ts`, bundled. */
  readonly bootstrap: string;
}

/** A request that the plugin made. */
export interface NetworkRequest {
  readonly from: 'main' | 'ui';
  readonly url: string;
  /** The manifest does not allow it, or the network said no. */
  readonly refused: boolean;
}

/** Everything that outlives one run of the plugin: the file, the machine, and what a test wants to know. */
export interface HostState {
  readonly config: HostConfig;
  readonly manifest: Manifest;
  readonly model: DocumentModel;
  readonly undo: UndoStack;
  readonly images: ImageStore;
  readonly storage: StoredEntries;
  readonly toasts: Toasts;
  profile: FigmaProfile;
  currentPage: string;
  readonly selections: Map<string, readonly string[]>;
  viewport: { center: { x: number; y: number }; zoom: number; shown: readonly string[] };
  readonly violations: string[];
  readonly errors: string[];
  readonly requests: NetworkRequest[];
  readonly log: { readonly level: string; readonly text: string }[];
  /** Addresses that the plugin opened in the person's browser. */
  readonly opened: string[];
  /** Pages that the plugin had loaded, beyond the one that was open. */
  readonly loadedPages: Set<string>;
  /** Of `exportAsync` and of reading images. */
  exports: ReadFaults;
  imageReads: ReadFaults;
}

/** @throws Error for a manifest that Figma would refuse and a scene that it could not hold. */
export function createHostState(config: HostConfig): HostState {
  const manifest = parseManifest(config.manifest);
  const { profile, scene } = config;
  if (!manifest.editorType.includes(profile.editorType)) {
    throw new Error(
      `The manifest does not offer the plugin in the editor "${profile.editorType}".`,
    );
  }
  if (typeof manifest.ui === 'object') {
    throw new Error(
      'The simulator knows one window per plugin: "ui" of the manifest must be a text.',
    );
  }
  const images = createImageStore();
  const hashes = new Map(
    Object.entries(scene.images ?? {}).map(([name, bytes]) => [name, images.add(bytes)]),
  );
  const model = buildDocument(scene, (name) => {
    const hash = hashes.get(name);
    if (hash === undefined) throw new Error(`The scene has no image "${name}".`);
    return hash;
  });
  const currentPage = scene.currentPage ?? model.get(model.rootId).children[0];
  return {
    config,
    manifest,
    model,
    undo: createUndoStack(model),
    images,
    storage: new Map(),
    toasts: createToasts(),
    profile,
    currentPage,
    selections: new Map([[currentPage, scene.selection ?? []]]),
    viewport: { center: { x: 0, y: 0 }, zoom: 1, shown: [] },
    violations: [],
    errors: [],
    requests: [],
    log: [],
    opened: [],
    loadedPages: new Set(),
    exports: { failure: null, delayMs: 0 },
    imageReads: { failure: null, delayMs: 0 },
  };
}

/** Whether nothing but plugin data can be written. */
export function isReadOnly({ profile }: HostState): boolean {
  return profile.readOnly || profile.editorType === 'dev';
}
