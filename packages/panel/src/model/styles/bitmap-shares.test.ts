import { expect, test } from 'vitest';
import { createBitmapLedger } from '../../../test/fake-engine.js';
import { createBitmapShares } from './bitmap-shares.js';

test('the last one who gives a bitmap back closes it', () => {
  const ledger = createBitmapLedger();
  const shares = createBitmapShares();
  const bitmap = ledger.make(1, 1, 'a');
  shares.take(bitmap);
  shares.take(bitmap);
  shares.give(bitmap);
  expect(ledger.open).toEqual(['a']);
  shares.give(bitmap);
  expect(ledger.open).toEqual([]);
  shares.give(bitmap);
  shares.give(null);
});

test('closing closes all, and what comes later', () => {
  const ledger = createBitmapLedger();
  const shares = createBitmapShares();
  shares.take(ledger.make(1, 1, 'a'));
  shares.close();
  const late = ledger.make(1, 1, 'late');
  shares.take(late);
  shares.give(late);
  expect(ledger.open).toEqual([]);
});
