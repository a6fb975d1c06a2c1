import type { Host, HostResult } from '@pastiche/panel/host';
import { inEnglish } from '@pastiche/panel/sentence';
import { expect, it, vi } from 'vitest';
import { windowHost } from './window-host.js';

const RESULT = { suggestedName: 'card.woodcut', contentName: 'card' } as HostResult;

function hostOf(writeResult: Host['writeResult'], readOnly = false, queued = false) {
  const capabilities = { actions: [{ id: 'beside', label: 'Place beside' }] };
  const onWritten = vi.fn();
  const host = windowHost({
    host: { capabilities, writeResult } as unknown as Host,
    readOnly,
    isQueued: () => queued,
    notesOn: () => [],
    onWriting: () => onWritten,
  });
  return { host, onWritten };
}

it('offers to save a file after what the sandbox can do, or alone where nothing can be written', () => {
  const never = async () => null;
  const idsOf = ({ host }: ReturnType<typeof hostOf>) =>
    host.capabilities.actions.map(({ id }) => id);
  expect(idsOf(hostOf(never))).toEqual(['beside', 'download']);
  expect(idsOf(hostOf(never, true))).toEqual(['download']);
});

it('tells whether a result was written: not when it was refused, nor when nothing was done', async () => {
  const placed = hostOf(async () => 'Placed.');
  expect(await placed.host.writeResult(RESULT, 'beside')).toBe('Placed.');
  expect(placed.onWritten).toHaveBeenCalledExactlyOnceWith(true);
  const dismissed = hostOf(async () => null);
  expect(await dismissed.host.writeResult(RESULT, 'beside')).toBeNull();
  expect(dismissed.onWritten).toHaveBeenCalledExactlyOnceWith(false);
  const refused = hostOf(() => Promise.reject(new Error('The image is too large.')));
  await expect(refused.host.writeResult(RESULT, 'beside')).rejects.toThrow('too large');
  expect(refused.onWritten).toHaveBeenCalledExactlyOnceWith(false);
});

it('places what a queue painted without a look at it, and all else as it was asked', async () => {
  const write = vi.fn(async (_result: HostResult, _action: string) => 'Placed.');
  const { host } = hostOf(write, false, true);
  await host.writeResult(RESULT, 'beside');
  await host.writeResult(RESULT, 'dropped');
  await hostOf(write).host.writeResult(RESULT, 'beside');
  expect(write.mock.calls.map(([, action]) => action)).toEqual(['queued', 'dropped', 'beside']);
});

it('says of a result that it is on its way before it is written', async () => {
  const told: string[] = [];
  const host = windowHost({
    host: {
      capabilities: { actions: [] },
      writeResult: async () => {
        told.push('writes');
        return null;
      },
    } as unknown as Host,
    readOnly: false,
    isQueued: () => false,
    notesOn: () => [],
    onWriting: () => {
      told.push('on its way');
      return (written) => void told.push(`written: ${written}`);
    },
  });
  await host.writeResult(RESULT, 'beside');
  expect(told).toEqual(['on its way', 'writes', 'written: false']);
});

it('knows what is noted of an action with a layer, and that a picture from elsewhere fills none', () => {
  const actions = ['beside', 'top-fill', 'replace-fill'].map((id) => ({ id, label: id }));
  const said = 'The text of “Title” would cut the result to its letters.';
  const host = windowHost({
    host: { capabilities: { actions } } as unknown as Host,
    readOnly: false,
    isQueued: () => false,
    notesOn: (contentId) =>
      contentId === 'title' ? [{ action: 'top-fill', isWithheld: true, said }] : [],
    onWriting: () => () => {},
  });
  const notesOf = (contentId: string | null) =>
    host.capabilities.actions.map(({ noteOn }) => {
      const note = noteOn?.(contentId) ?? null;
      return note && inEnglish(note.said);
    });
  expect(notesOf('title')).toEqual([null, said, null, null]);
  expect(notesOf('card')).toEqual([null, null, null, null]);
  const none = 'The picture that was painted is not a layer.';
  expect(notesOf(null)).toEqual([null, none, none, null]);
});
