import { decodeGreyPng, encodeGreyPng } from '@pastiche/core/pictures';
import { computed, signal } from '@preact/signals';
import { describe, expect, it } from 'vitest';
import type { Area } from './area.js';
import { type PanelMasks, PROTECT } from './masks.js';
import { createMasksPart, type MaskedPicture } from './masks-part.js';

const HARBOUR: MaskedPicture = { mark: 'harbour', width: 40, height: 20 };
const STREET: MaskedPicture = { mark: 'street', width: 30, height: 30 };
const LOOK = { effect: 'mark', size: 0.1, softness: 0 } as const;

function start(regions = false) {
  const picture = signal<MaskedPicture | null>(HARBOUR);
  const styles = signal<readonly string[]>(['a']);
  const named = computed(() =>
    styles.value.map((id) => ({ id, name: id, kind: 'preset' as const, inRecipe: id })),
  );
  const masks = createMasksPart({ picture, styles: named, regions });
  return { picture, styles, masks };
}

/** How much is marked, in pixels. */
function amount(masks: PanelMasks): number {
  return Math.round(masks.raster()?.data.reduce((sum, value) => sum + value / 255, 0) ?? 0);
}

/** The left half as a rectangle. */
function markLeftHalf(masks: PanelMasks): void {
  masks.drawShape({ kind: 'rectangle', x: 0, y: 0, width: 0.5, height: 1 }, 'mark');
}

describe('masks over the content', () => {
  it('are drawn in shares of the picture, whatever its size', () => {
    const { masks, picture } = start();
    picture.value = { mark: 'large', width: 4096, height: 2048 };
    expect(masks.size.value).toEqual({ width: 1024, height: 512 });
    masks.beginStroke(LOOK, { x: 0.5, y: 0.5 }, 1);
    masks.endStroke();
    // A disc of 102.4 px across.
    expect(Math.abs(amount(masks) - Math.PI * 51.2 ** 2)).toBeLessThan(12);
    expect(masks.raster()?.data[256 * 1024 + 512]).toBe(255);
  });

  it('are smaller under a pen that is pressed less', () => {
    const { masks } = start();
    const stroke = (pressure: number) => {
      masks.clear();
      masks.beginStroke({ ...LOOK, size: 0.4 }, { x: 0.5, y: 0.5 }, pressure);
      masks.endStroke();
      return amount(masks);
    };
    expect(stroke(0.5) * 3).toBeLessThan(stroke(1));
  });

  it('belong to the picture: another one has its own, and the same has them again', () => {
    const { masks, picture } = start();
    markLeftHalf(masks);
    expect(amount(masks)).toBe(400);
    picture.value = STREET;
    expect(amount(masks)).toBe(0);
    expect([masks.marked.value, masks.undoable.value]).toEqual([[], false]);
    picture.value = null;
    expect([masks.size.value, masks.raster()]).toEqual([null, null]);
    picture.value = { ...HARBOUR };
    expect(amount(masks)).toBe(400);
    expect(masks.marked.value).toEqual([PROTECT]);
  });

  it('and their steps outlast a picture that is only read again', () => {
    const { masks, picture } = start();
    markLeftHalf(masks);
    picture.value = null;
    picture.value = { ...HARBOUR };
    masks.undo();
    expect(amount(masks)).toBe(0);
  });

  it('of many pictures are kept for the last eight alone', () => {
    const { masks, picture } = start();
    for (let turn = 0; turn < 9; turn++) {
      picture.value = { ...HARBOUR, mark: `layer ${turn}` };
      markLeftHalf(masks);
    }
    picture.value = { ...HARBOUR, mark: 'layer 1' };
    expect(amount(masks)).toBe(400);
    picture.value = { ...HARBOUR, mark: 'layer 0' };
    expect(amount(masks)).toBe(0);
  });
});

describe('drawing', () => {
  it('undoes a whole stroke at once, and does it again', () => {
    const { masks } = start();
    masks.beginStroke(LOOK, { x: 0.1, y: 0.5 }, 1);
    for (let x = 0.2; x < 0.9; x += 0.1) masks.continueStroke({ x, y: 0.5 }, 1);
    masks.endStroke();
    const drawn = masks.raster()?.data.slice();
    masks.undo();
    expect(amount(masks)).toBe(0);
    expect([masks.undoable.value, masks.redoable.value]).toEqual([false, true]);
    masks.redo();
    expect(masks.raster()?.data).toEqual(drawn);
  });

  it('takes a stroke back that is cancelled, with nothing to undo', () => {
    const { masks } = start();
    masks.beginStroke(LOOK, { x: 0.1, y: 0.5 }, 1);
    masks.continueStroke({ x: 0.9, y: 0.5 }, 1);
    masks.cancelStroke();
    masks.continueStroke({ x: 0.1, y: 0.9 }, 1);
    masks.endStroke();
    expect([amount(masks), masks.undoable.value]).toEqual([0, false]);
  });

  it('fills, turns round and clears, each a step', () => {
    const { masks } = start();
    masks.fill();
    expect(amount(masks)).toBe(800);
    masks.drawShape({ kind: 'rectangle', x: 0, y: 0, width: 0.25, height: 1 }, 'erase');
    masks.invert();
    expect(amount(masks)).toBe(200);
    masks.clear();
    expect(amount(masks)).toBe(0);
    for (const left of [200, 600, 800, 0]) {
      masks.undo();
      expect(amount(masks)).toBe(left);
    }
  });

  it('tells at once what changed, and counts what is finished', () => {
    const { masks } = start();
    const told: Area[] = [];
    const stop = masks.listen((area) => told.push(area));
    const before = masks.revision.value;
    masks.beginStroke({ ...LOOK, size: 0.1 }, { x: 0.5, y: 0.5 }, 1);
    // A brush of 4 px at (20, 10), with the pixel around it that its edge may touch.
    expect(told).toEqual([{ x: 17, y: 7, width: 6, height: 6 }]);
    expect(masks.revision.value).toBe(before);
    masks.endStroke();
    expect(masks.revision.value).toBe(before + 1);
    stop();
    masks.fill();
    expect(told).toHaveLength(1);
  });

  it('does nothing while there is no picture', () => {
    const { masks, picture } = start();
    picture.value = null;
    masks.beginStroke(LOOK, { x: 0.5, y: 0.5 }, 1);
    masks.endStroke();
    masks.fill();
    masks.undo();
    picture.value = { ...HARBOUR };
    expect([amount(masks), masks.undoable.value]).toEqual([0, false]);
  });
});

describe('what masks are for', () => {
  it('is protection alone, unless the engine paints regions and there are styles to tell apart', () => {
    const { masks, styles } = start();
    styles.value = ['a', 'b'];
    expect(masks.targets.value).toEqual([PROTECT]);
    const able = start(true);
    expect(able.masks.targets.value).toEqual([PROTECT]);
    able.styles.value = ['a', 'b'];
    expect(able.masks.targets.value).toEqual([PROTECT, 'a', 'b']);
  });

  it('is chosen, has a mask of its own, and gives way to protection when its style leaves', () => {
    const { masks, styles } = start(true);
    styles.value = ['a', 'b'];
    masks.aim('b');
    markLeftHalf(masks);
    expect(masks.marked.value).toEqual(['b']);
    styles.value = ['a'];
    expect([masks.target.value, amount(masks), masks.marked.value]).toEqual([PROTECT, 0, []]);
    styles.value = ['a', 'b'];
    expect(masks.marked.value).toEqual(['b']);
  });

  it('is painted as strongly as is set for it, bounded, and that of each picture by itself', () => {
    const { masks, styles, picture } = start(true);
    styles.value = ['a', 'b'];
    masks.aim('b');
    const before = masks.revision.value;
    masks.setStrength(2);
    expect([masks.strength.value, masks.revision.value]).toEqual([2, before + 1]);
    masks.aim('a');
    expect(masks.strength.value).toBe(1);
    masks.setStrength(1000);
    expect(masks.strength.value).toBe(10);
    picture.value = STREET;
    expect(masks.strength.value).toBe(1);
  });

  it('is turned to where something is undone', () => {
    const { masks, styles } = start(true);
    styles.value = ['a', 'b'];
    masks.aim('b');
    markLeftHalf(masks);
    masks.aim(PROTECT);
    masks.undo();
    expect([masks.target.value, masks.marked.value]).toEqual(['b', []]);
  });
});

describe('masks as files', () => {
  it('are left out where they mark nothing, and name their styles', async () => {
    const { masks, styles } = start(true);
    expect(await masks.encoded()).toEqual({ protect: null, regions: [] });
    styles.value = ['a', 'b'];
    markLeftHalf(masks);
    masks.aim('b');
    masks.fill();
    const { protect, regions } = await masks.encoded();
    const half = Uint8Array.from({ length: 800 }, (_, at) => (at % 40 < 20 ? 255 : 0));
    expect(await decodeGreyPng(protect!)).toEqual({ width: 40, height: 20, data: half });
    expect(regions.map(({ style }) => style)).toEqual(['b']);
    const [region] = regions;
    expect((await decodeGreyPng(region!.mask))?.data.every((value) => value === 255)).toBe(true);
  });

  it('come back, with nothing to undo', async () => {
    const { masks, styles } = start(true);
    styles.value = ['a', 'b'];
    markLeftHalf(masks);
    masks.aim('b');
    masks.fill();
    masks.setStrength(0.5);
    const encoded = await masks.encoded();
    expect(encoded.regions).toMatchObject([{ style: 'b', strength: 0.5 }]);
    const again = start(true);
    again.styles.value = ['a', 'b'];
    await again.masks.restore(encoded);
    expect(again.masks.marked.value).toEqual([PROTECT, 'b']);
    expect([amount(again.masks), again.masks.undoable.value]).toEqual([400, false]);
    again.masks.aim('b');
    expect(again.masks.strength.value).toBe(0.5);
    await again.masks.restore({
      protect: null,
      regions: encoded.regions.map(({ style, mask }) => ({ style, mask })),
    });
    expect(again.masks.strength.value).toBe(1);
  });

  it('come back from files of another size, as a recipe has them', async () => {
    const { masks } = start();
    const data = Uint8Array.from({ length: 50 }, (_, at) => (at % 10 < 5 ? 255 : 0));
    const protect = await encodeGreyPng({ width: 10, height: 5, data });
    await masks.restore({ protect, regions: [] });
    expect(amount(masks)).toBeCloseTo(400, 0);
  });

  it('of another picture, and files that are none, are not taken over', async () => {
    const { masks, picture } = start();
    markLeftHalf(masks);
    const encoded = await masks.encoded();
    picture.value = STREET;
    await masks.restore(encoded);
    await masks.restore({ protect: Uint8Array.of(1, 2, 3), regions: [] });
    expect(amount(masks)).toBe(0);
  });
});
