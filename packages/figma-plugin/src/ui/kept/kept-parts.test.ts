import { inEnglish } from '@pastiche/panel/core';
import type { HostPicture } from '@pastiche/panel/host';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LayerPart } from '../../window-contract.js';
import { createKeptParts } from './kept-parts.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const PARTS: readonly LayerPart[] = [
  { id: 'title', name: 'Title', kind: 'text', depth: 0, isOver: false },
  { id: 'logo', name: 'Logo', kind: 'vector', depth: 0, isOver: false },
];

const card = (byte = 1): HostPicture => ({ name: 'Card', id: 'card', bytes: Uint8Array.of(byte) });

/** The mask is the ids in it, as letters. */
function open() {
  const asked = {
    layerParts: vi.fn(async (_: string) => ({
      parts: [...PARTS],
      unlisted: 0,
      stays: null as string[] | null,
    })),
    silhouettePlan: vi.fn(async (_: string, ids: readonly string[]) => ({
      width: 1,
      height: 1,
      left: 3,
      silhouettes: ids.map((id) => {
        return { id, keeps: true, cuts: [], box: { x: 0, y: 0, width: 1, height: 1 } };
      }),
    })),
    silhouette: vi.fn(async (_: string, id: string) => new TextEncoder().encode(id)),
  };
  const [onChosen, onOffered, onTrouble] = [vi.fn(), vi.fn(), vi.fn()];
  const kept = createKeptParts({
    ...asked,
    compose: async (plan, _, read) => {
      const files: number[] = [];
      for (const { id } of plan.silhouettes) files.push(...(await read(id)));
      return Uint8Array.from(files);
    },
    onChosen,
    onOffered,
    onTrouble,
  });
  return { kept, asked, onChosen, onOffered, onTrouble };
}

function maskOf(picture: HostPicture | null): string | null {
  const { protect = null } = picture ?? {};
  return protect && `${inEnglish(protect.label)}: ${new TextDecoder().decode(protect.bytes)}`;
}

describe('what of a layer stays', () => {
  it('is its text at first', async () => {
    const { kept } = open();
    const { picture, isNewest } = await kept.offered(card());
    expect(picture).toMatchObject(card());
    expect(isNewest).toBe(true);
    expect(maskOf(picture)).toBe('Keep text: title');
    expect(kept.layer.value).toMatchObject({
      contentId: 'card',
      parts: PARTS,
      left: 3,
      isLooking: false,
    });
  });

  it('is nothing of a picture that was no layer, nor of one in which there is nothing', async () => {
    const { kept, asked } = open();
    const dropped = { name: 'Photo', bytes: Uint8Array.of(2) };
    expect((await kept.offered(dropped)).picture).toBe(dropped);
    expect(await kept.offered(null)).toEqual({ picture: null, isNewest: true });
    asked.layerParts.mockResolvedValue({ parts: [], unlisted: 0, stays: null });
    expect(maskOf((await kept.offered(card())).picture)).toBeNull();
    expect(kept.layer.value).toBeNull();
  });

  it('is what a person chooses, told once for several boxes, also when the layer is read again', async () => {
    const { kept, asked, onChosen, onOffered } = open();
    await kept.offered(card());
    kept.choose(new Set(['logo']));
    expect(onChosen).toHaveBeenLastCalledWith('card', new Set(['logo']));
    kept.choose(new Set(['title', 'logo']));
    expect(kept.layer.value).toMatchObject({
      chosen: new Set(['title', 'logo']),
      isLooking: true,
    });
    await vi.advanceTimersByTimeAsync(1000);
    expect(onOffered.mock.calls.map(([picture]) => maskOf(picture))).toEqual([
      'Keep what was chosen: titlelogo',
    ]);
    // What is known of the same picture is not exported again.
    expect(asked.silhouette.mock.calls.map(([, id]) => id)).toEqual(['title', 'logo']);
    expect(maskOf((await kept.offered(card())).picture)).toBe('Keep what was chosen: titlelogo');
    expect(asked.silhouette).toHaveBeenCalledTimes(2);
    await kept.offered(card(9));
    expect(asked.silhouette).toHaveBeenCalledTimes(4);
    kept.choose(new Set());
    await vi.advanceTimersByTimeAsync(1000);
    expect(maskOf(onOffered.mock.calls[1][0])).toBeNull();
  });

  it('is what stayed in the result that is painted again; and its parts are known by the mask', async () => {
    const { kept, asked } = open();
    const before = { parts: [...PARTS], unlisted: 0, stays: ['logo', 'gone'] };
    asked.layerParts.mockResolvedValue(before);
    const { picture } = await kept.offered(card());
    expect(maskOf(picture)).toBe('Keep what was chosen: logo');
    const mask = picture?.protect?.bytes ?? new Uint8Array();
    expect(kept.partsIn([mask, new Uint8Array()])).toEqual(['logo']);
    expect(kept.contentOf(mask)).toEqual(card().bytes);
    expect(kept.contentOf(new Uint8Array())).toBeNull();
    asked.layerParts.mockResolvedValue({ ...before, stays: [] });
    expect(maskOf((await kept.offered(card())).picture)).toBeNull();
  });

  it('is that of the newest layer, and exports nothing more of the one before', async () => {
    const { kept, asked } = open();
    let answer = (_: Uint8Array<ArrayBuffer>) => {};
    asked.silhouette.mockReturnValueOnce(new Promise((resolve) => (answer = resolve)));
    kept.offered(card()).catch(() => {});
    await vi.advanceTimersByTimeAsync(0);
    kept.choose(new Set(['title', 'logo']));
    const first = kept.offered(card(2));
    const second = kept.offered({ ...card(3), id: 'other' });
    answer(Uint8Array.of(65));
    expect((await first).isNewest).toBe(false);
    expect((await second).isNewest).toBe(true);
    expect(asked.silhouette.mock.calls).toEqual([
      ['card', 'title'],
      ['other', 'title'],
    ]);
  });

  it('is nothing where it cannot be told, and the person is told why', async () => {
    const { kept, asked, onTrouble } = open();
    asked.silhouettePlan.mockRejectedValue(new Error('Figma is gone.'));
    const { picture } = await kept.offered(card());
    expect(maskOf(picture)).toBeNull();
    expect(onTrouble.mock.calls.map(([said]) => inEnglish(said))).toEqual([
      'All of the layer is painted: Figma is gone.',
    ]);
  });

  it('gives a mask of any of its parts', async () => {
    const { kept } = open();
    expect(await kept.maskOfPart('logo')).toBeNull();
    await kept.offered(card());
    expect(new TextDecoder().decode((await kept.maskOfPart('logo')) ?? undefined)).toBe('logo');
  });
});
