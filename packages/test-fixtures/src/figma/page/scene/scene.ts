import type {
  ExportSettingsImage,
  NodeChangeProperty,
} from '@figma/plugin-typings/plugin-api-standalone';
import type { FigmaProfile } from '../../profile.js';
import type { DocumentModel } from './document-model.js';
import type { EventHub } from './events.js';
import type { NodeRecord } from './node-record.js';

/**
 * What a plugin may change: `structure` is the tree, places and sizes, `override` is what an instance's parts
 * may differ in, `data` is plugin data, which even Dev Mode lets through.
 */
export type WriteKind = 'structure' | 'override' | 'data';

/** A change of the document, as `nodechange` and `documentchange` tell of it. */
export type SceneChange =
  | { readonly type: 'CREATE' | 'DELETE'; readonly id: string; readonly nodeType: string }
  | {
      readonly type: 'PROPERTY_CHANGE';
      readonly id: string;
      readonly properties: readonly NodeChangeProperty[];
    };

/** The document as one run of the plugin sees it: every read and write of a node goes through here. */
export interface Scene {
  readonly model: DocumentModel;
  /** Whether the manifest asks for `documentAccess: "dynamic-page"`. */
  readonly isDynamic: boolean;
  readonly editorType: FigmaProfile['editorType'];
  isLoaded(pageId: string): boolean;
  loadPage(pageId: string): void;
  /** The object by which the plugin knows a node; always the same one. */
  node(id: string): object;
  /** The id of a node that came back from the plugin. @throws Error for anything else */
  idOf(node: unknown, argument: string): string;
  /** @throws Error with Figma's words when a run may not write now. */
  allowWrite(kind: WriteKind): void;
  /** Tells the events. */
  changed(change: SceneChange): void;
  /** Changes the selection of a page. */
  select(pageId: string, ids: readonly string[]): void;
  selection(pageId: string): readonly string[];
  /** The listeners of one page. */
  pageEvents(pageId: string): EventHub;
  exportNode(id: string, settings?: ExportSettingsImage): Promise<Uint8Array>;
  /** Copies a node onto the current page. @returns the copy */
  clone(id: string): object;
  /** The commands of the manifest's `relaunchButtons`. */
  readonly relaunchCommands: readonly string[];
}

/** One node in a scene. */
export interface NodeContext {
  readonly scene: Scene;
  readonly id: string;
  /** @throws Error when the node was removed. */
  record(action: string): NodeRecord;
  /** Runs a change with its permission and its news. @throws Error with `in <action>: ` before Figma's words */
  write(action: string, write: NodeWrite, change: (record: NodeRecord) => void): void;
}

export interface NodeWrite {
  readonly kind: WriteKind;
  readonly properties: readonly NodeChangeProperty[];
}

export function nodeContext(scene: Scene, id: string): NodeContext {
  const record = (action: string) => within(action, () => scene.model.get(id));
  return {
    scene,
    id,
    record,
    write(action, { kind, properties }, change) {
      within(action, () => {
        const node = scene.model.get(id);
        scene.allowWrite(kind);
        if (kind === 'structure' && scene.model.isInsideInstance(id)) {
          throw new Error('This property cannot be overriden in an instance');
        }
        change(node);
        if (kind !== 'data' || properties.length > 0) {
          scene.changed({ type: 'PROPERTY_CHANGE', id, properties });
        }
      });
    },
  };
}

/** Puts `in <action>: ` before the message of what `run` throws, once. */
export function within<Result>(action: string, run: () => Result): Result {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof Error) || error.message.startsWith('in ')) throw error;
    const message = `in ${action}: ${error.message}`;
    throw error instanceof TypeError ? new TypeError(message) : new Error(message);
  }
}
