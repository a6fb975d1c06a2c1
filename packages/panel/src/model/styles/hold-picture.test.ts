import { signal } from '@preact/signals';
import { expect, test } from 'vitest';
import { createBitmapLedger, createFakeEngine } from '../../../test/fake-engine.js';
import { settle } from '../../../test/start-test-panel.js';
import type { Engine } from '../../engine/engine.js';
import { createBitmapShares } from './bitmap-shares.js';
import { holdPicture } from './hold-picture.js';

const BYTES = new Uint8Array([1, 2, 3]);

function holding({ keepsPreview = true, reads = [BYTES] as (Uint8Array | Error)[] } = {}) {
  const ledger = createBitmapLedger();
  const bitmaps = createBitmapShares();
  const newEngine = () => createFakeEngine({ makeBitmap: ledger.make });
  const engine = signal<Engine | null>(null);
  const failures: unknown[] = [];
  let idle: (() => void)[] | null = null;
  const held = holdPicture({
    engine,
    bitmaps: keepsPreview ? bitmaps : null,
    read: async () => {
      const next = reads.length > 1 ? reads.shift() : reads[0];
      if (next instanceof Error) throw next;
      return next as Uint8Array;
    },
    whenIdle: (task) => {
      if (idle) idle.push(() => task(true));
      else task(false);
    },
    onFailed: (error) => failures.push(error),
  });
  const beBusy = () => {
    const waiting: (() => void)[] = [];
    idle = waiting;
    return () => {
      idle = null;
      for (const task of waiting) task();
    };
  };
  return { ledger, newEngine, engine, held, failures, beBusy };
}

test('a picture waits for the engine, and goes to each one that follows', async () => {
  const { ledger, newEngine, engine, held } = holding();
  expect(held.state.value).toEqual({ kind: 'loading' });
  const first = newEngine();
  engine.value = first;
  await held.settled;
  expect(held.state.value).toMatchObject({ kind: 'ready', picture: { id: 'picture-1' } });
  engine.value = null;
  expect(held.state.value).toEqual({ kind: 'loading' });
  expect(ledger.open).toEqual([]);
  const second = newEngine();
  engine.value = second;
  await settle();
  expect(held.state.value).toMatchObject({ kind: 'ready' });
  expect(second.added).toEqual([BYTES]);
  expect(ledger.open.length).toBe(1);
});

test('releasing removes it and closes its preview, once nothing is painted', async () => {
  const { ledger, newEngine, engine, held, beBusy } = holding();
  const only = newEngine();
  engine.value = only;
  await held.settled;
  const becomeIdle = beBusy();
  held.release();
  held.release();
  expect(only.held).toEqual(['picture-1']);
  expect(ledger.open).toEqual([]);
  becomeIdle();
  expect(only.held).toEqual([]);
});

test('released while it is added: removed again as soon as it is there', async () => {
  const { ledger, newEngine, engine, held } = holding();
  const only = newEngine();
  const goOn = only.hold('addPicture');
  engine.value = only;
  await settle();
  held.release();
  await held.settled;
  goOn();
  await settle();
  expect(only.held).toEqual([]);
  expect(ledger.open).toEqual([]);
});

test('a preview that nobody shows is closed at once', async () => {
  const { ledger, newEngine, engine, held } = holding({ keepsPreview: false });
  engine.value = newEngine();
  await held.settled;
  expect(ledger.made).toBe(1);
  expect(ledger.open).toEqual([]);
});

test('bytes that could not be read are asked for again by the next engine', async () => {
  const missing = new Error('The file is missing.');
  const { newEngine, engine, held, failures } = holding({ reads: [missing, BYTES] });
  engine.value = newEngine();
  await held.settled;
  expect(held.state.value).toEqual({ kind: 'failed', error: missing });
  expect(failures).toEqual([missing]);
  engine.value = newEngine();
  await settle();
  expect(held.state.value).toMatchObject({ kind: 'ready' });
});

test('the failure of an engine that is gone is no failure', async () => {
  const { newEngine, engine, held, failures } = holding();
  const first = newEngine();
  const goOn = first.hold('addPicture');
  first.failNext('addPicture', 'channel-closed', 'The engine has ended.');
  engine.value = first;
  await settle();
  engine.value = newEngine();
  goOn();
  await settle();
  expect(failures).toEqual([]);
  expect(held.state.value).toMatchObject({ kind: 'ready' });
});
