import { isContainer, type NodeRecord, type NodeTypeName, newRecord } from './node-record.js';

/** The nodes by id, in a tree; knows what Figma allows to be moved where, and nothing of plugins. */
export interface DocumentModel {
  readonly rootId: string;
  find(id: string): NodeRecord | undefined;
  /** @throws Error when there is no such node. */
  get(id: string): NodeRecord;
  ids(): readonly string[];
  /** A new node that lies nowhere yet. */
  create(type: NodeTypeName, id?: string): NodeRecord;
  /** Puts a node under a parent; `index` counts after it was taken from where it was. @throws Error with Figma's words */
  insert(parentId: string, index: number, id: string): void;
  /** Takes a node and all in it out of the document, and groups that are empty then. @returns the ids that are gone */
  remove(id: string): readonly string[];
  /** The page on which a node lies. */
  pageOf(id: string): string | null;
  /** The node and all below it, parents first. */
  subtree(id: string): readonly NodeRecord[];
  /** Whether a node is a part of an instance, but not the instance itself. */
  isInsideInstance(id: string): boolean;
  snapshot(): Snapshot;
  restore(snapshot: Snapshot): void;
}

export type Snapshot = ReadonlyMap<string, NodeRecord>;

/** An empty document: the root alone. */
export function createDocumentModel(): DocumentModel {
  let nodes = new Map<string, NodeRecord>([['0:0', newRecord('0:0', 'DOCUMENT')]]);
  let lastNumber = 100;
  const model: DocumentModel = {
    rootId: '0:0',
    find: (id) => nodes.get(id),
    get(id) {
      const record = nodes.get(id);
      if (record === undefined) throw new Error(`The node with id "${id}" does not exist`);
      return record;
    },
    ids: () => [...nodes.keys()],
    create(type, id = `9:${++lastNumber}`) {
      if (nodes.has(id)) throw new Error(`The scene has two nodes with the id "${id}".`);
      const record = newRecord(id, type);
      nodes.set(id, record);
      return record;
    },
    insert(parentId, index, id) {
      insertNode(model, model.get(parentId), index, model.get(id));
    },
    remove(id) {
      const gone = removeNode(model, id);
      for (const each of gone) nodes.delete(each);
      return gone;
    },
    pageOf: (id) => ancestors(model, id).find(({ type }) => type === 'PAGE')?.id ?? null,
    subtree: (id) => subtreeOf(model, model.get(id)),
    isInsideInstance: (id) =>
      ancestors(model, id)
        .slice(1)
        .some(({ type }) => type === 'INSTANCE'),
    snapshot: () => structuredClone(nodes),
    restore(snapshot) {
      nodes = new Map(structuredClone(snapshot));
    },
  };
  return model;
}

/** The node itself, its parent and so on up to the root. */
export function ancestors(model: DocumentModel, id: string): readonly NodeRecord[] {
  const line: NodeRecord[] = [];
  for (let at = model.find(id); at !== undefined; at = model.find(at.parent ?? '')) line.push(at);
  return line;
}

function subtreeOf(model: DocumentModel, record: NodeRecord): readonly NodeRecord[] {
  return [record, ...record.children.flatMap((id) => subtreeOf(model, model.get(id)))];
}

function insertNode(model: DocumentModel, parent: NodeRecord, index: number, node: NodeRecord) {
  const reason = whyNot(model, parent, node);
  if (reason !== null) throw new Error(`Cannot move node. ${reason}`);
  const siblings = parent.children.filter((id) => id !== node.id);
  if (!Number.isInteger(index) || index < 0 || index > siblings.length) {
    throw new Error('Cannot insert node at index greater than the number of existing siblings');
  }
  const old = node.parent === null ? undefined : model.find(node.parent);
  if (old !== undefined) old.children = old.children.filter((id) => id !== node.id);
  parent.children = [...siblings.slice(0, index), node.id, ...siblings.slice(index)];
  node.parent = parent.id;
  if (old !== undefined && old.id !== parent.id) removeIfEmptyGroup(model, old);
}

function whyNot(model: DocumentModel, parent: NodeRecord, node: NodeRecord): string | null {
  if (node.type === 'DOCUMENT') return 'Node is the scene root, which cannot be reparented';
  if (ancestors(model, parent.id).some(({ id }) => id === node.id)) {
    return 'Doing so would create a parenting cycle';
  }
  if (!isContainer(parent.type)) return 'New parent is of a type that cannot have children';
  if ((parent.type === 'DOCUMENT') !== (node.type === 'PAGE')) {
    return parent.type === 'DOCUMENT'
      ? 'The root node cannot have children of type other than PAGE'
      : 'Nodes other than the root node cannot have children of type PAGE';
  }
  if (parent.type === 'INSTANCE' || model.isInsideInstance(parent.id)) {
    return 'New parent is an instance or is inside of an instance';
  }
  if (node.parent !== null && model.isInsideInstance(node.id)) {
    return 'Node is inside of an instance';
  }
  if (node.type === 'COMPONENT' && ancestors(model, parent.id).some(isComponent)) {
    return 'Reparenting would create a component inside a component';
  }
  if (node.type === 'SECTION' && !['PAGE', 'SECTION'].includes(parent.type)) {
    return 'A section can only be moved to a page or another section';
  }
  return null;
}

const isComponent = ({ type }: NodeRecord) => type === 'COMPONENT';

function removeNode(model: DocumentModel, id: string): readonly string[] {
  const record = model.get(id);
  const gone = model.subtree(id).map((node) => node.id);
  const parent = record.parent === null ? undefined : model.find(record.parent);
  if (parent === undefined) return gone;
  parent.children = parent.children.filter((child) => child !== id);
  const emptied = parent.type === 'GROUP' && parent.children.length === 0;
  return emptied ? [...gone, ...removeNode(model, parent.id)] : gone;
}

function removeIfEmptyGroup(model: DocumentModel, record: NodeRecord): void {
  if (record.type === 'GROUP' && record.children.length === 0) model.remove(record.id);
}
