import { expect, it } from 'vitest';
import { masksAsBefore } from './masks-as-before.js';

const bytes = Uint8Array.of(1);
const content = { protect: { label: 'Keep text', bytes } };
const bare = { protect: null };
const [offered, protect] = [Uint8Array.of(2), Uint8Array.of(3)];
const before = { masks: { offered: 'Ag==', protect: 'Aw==', regions: [] } };

it('are the content’s where nothing was painted before', () => {
  expect(masksAsBefore(content, null)).toEqual({
    offered: bytes,
    protect: null,
    regions: [],
    styleParts: [],
  });
  expect(masksAsBefore(bare, null)).toEqual({
    offered: null,
    protect: null,
    regions: [],
    styleParts: [],
  });
});

it('are those of the other painting, what the host offered as it is now', () => {
  expect(masksAsBefore(content, before)).toEqual({
    offered: bytes,
    protect,
    regions: [],
    styleParts: [],
  });
  expect(masksAsBefore(bare, before)).toEqual({ offered, protect, regions: [], styleParts: [] });
});

it('are none where the other painting had none, whatever the host offers', () => {
  expect(masksAsBefore(content, {})).toEqual({
    offered: null,
    protect: null,
    regions: [],
    styleParts: [],
  });
  const drawn = { masks: { offered: null, protect: 'Aw==', regions: [] } };
  expect(masksAsBefore(content, drawn)).toEqual({
    offered: null,
    protect,
    regions: [],
    styleParts: [],
  });
});
