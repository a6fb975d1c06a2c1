import { describe, expect, it, vi } from 'vitest';
import { createPresetShelf } from './preset-shelf.js';
import { fakeNode, fakeStorage } from './test/fake-figma.js';

function createShelf({ readOnly = false } = {}) {
  const root = fakeNode({ type: 'DOCUMENT' });
  const storage = fakeStorage();
  const [commitUndo, onProblem] = [vi.fn(), vi.fn()];
  const shelf = createPresetShelf({
    root: root as unknown as DocumentNode,
    storage,
    readOnly,
    commitUndo,
    onProblem,
  });
  return { shelf, root, storage, commitUndo, onProblem };
}

const PRESET = { id: 'our-brand', document: '{"name":"Our brand"}' };

describe('createPresetShelf', () => {
  it('keeps a preset in the document, where others find it, and with the person', async () => {
    const { shelf, root, storage, commitUndo } = createShelf();
    await shelf.save(PRESET);
    expect(root.data.get('preset.our-brand')).toBe(PRESET.document);
    expect(storage.stored.get('preset.our-brand')).toBe(PRESET.document);
    expect(commitUndo).toHaveBeenCalledOnce();
    expect(await shelf.list()).toEqual([PRESET]);
    await shelf.remove('our-brand');
    expect(await shelf.list()).toEqual([]);
    expect(root.data.size).toBe(0);
    expect(storage.stored.size).toBe(0);
  });

  it('writes a long one in parts, and takes away those that a shorter one needs no more', async () => {
    const { shelf, root } = createShelf();
    const long = { ...PRESET, document: `"${'é'.repeat(120_000)}"` };
    await shelf.save(long);
    expect(root.data.size).toBeGreaterThan(2);
    expect(await shelf.list()).toEqual([long]);
    await shelf.save(PRESET);
    expect(root.data.size).toBe(1);
  });

  it('lists what is whole where other entries are damaged', async () => {
    const { shelf, root, storage, onProblem } = createShelf();
    await shelf.save(PRESET);
    root.data.set('preset.broken', '{"pastiche":"preset-parts","version":1,"parts":3}');
    storage.stored.set('preset.number', 7);
    expect((await shelf.list()).filter(({ id }) => id === PRESET.id)).toEqual([PRESET]);
    expect((await shelf.list()).map(({ id }) => id)).not.toContain('number');
    storage.keysAsync = () => Promise.reject(new Error('no storage'));
    expect((await shelf.list())[0]).toEqual(PRESET);
    expect(onProblem).toHaveBeenCalledWith('no storage');
  });

  it('is content with the document where the person’s storage is full', async () => {
    const { shelf, storage, onProblem } = createShelf();
    storage.setAsync = () => Promise.reject(new Error('quota exceeded'));
    await shelf.save(PRESET);
    expect(await shelf.list()).toEqual([PRESET]);
    expect(onProblem).toHaveBeenCalledOnce();
  });

  it('is content with the storage where the document refuses', async () => {
    const { shelf, root } = createShelf();
    Object.assign(root, {
      setSharedPluginData: () => {
        throw new Error('too much');
      },
    });
    await shelf.save(PRESET);
    expect(await shelf.list()).toEqual([PRESET]);
  });

  it('does not let an older one in the document hide a change that the document refuses', async () => {
    const { shelf, root, storage } = createShelf();
    await shelf.save(PRESET);
    Object.assign(root, {
      setSharedPluginData: () => {
        throw new Error('too much');
      },
    });
    const changed = { ...PRESET, document: '{"name":"Changed"}' };
    await expect(shelf.save(changed)).rejects.toThrow(/too much.*save it under another name/);
    expect(storage.stored.get('preset.our-brand')).toBe(PRESET.document);
  });

  it('writes nothing in a document that is only read, and says when nowhere is room', async () => {
    const { shelf, root, storage } = createShelf({ readOnly: true });
    await shelf.save(PRESET);
    expect(root.data.size).toBe(0);
    storage.setAsync = () => Promise.reject(new Error('quota exceeded'));
    await expect(shelf.save(PRESET)).rejects.toMatchObject({
      code: 'storage',
      message:
        'The preset could not be kept, because Figma keeps at most 5 MB for a plugin (quota exceeded); delete another preset, then save it again.',
    });
  });
});
