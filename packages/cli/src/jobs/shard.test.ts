import { describe, expect, it } from 'vitest';
import { parseShard, takeShard } from './shard.js';

describe('parseShard', () => {
  it('reads i/n', () => {
    expect(parseShard('2/8')).toEqual({ index: 2, of: 8 });
    expect(parseShard('1/1')).toEqual({ index: 1, of: 1 });
  });

  it.each(['0/4', '5/4', '1', '1/0', 'a/b', '-1/2', '1.5/2', '1/2/3', ''])('refuses %j', (text) => {
    expect(() => parseShard(text)).toThrow(
      `--shard expects i/n with i from 1 to n, such as 2/8; got '${text}'.`,
    );
  });
});

describe('takeShard', () => {
  it('takes every n-th item', () => {
    expect(takeShard(['a', 'b', 'c', 'd', 'e'], { index: 2, of: 3 })).toEqual(['b', 'e']);
  });

  it('gives every item to exactly one shard, in shares that differ by one at most', () => {
    const items = Array.from({ length: 23 }, (_, index) => index);
    const shares = [1, 2, 3, 4].map((index) => takeShard(items, { index, of: 4 }));
    expect(shares.flat().sort((a, b) => a - b)).toEqual(items);
    expect(shares.map((share) => share.length)).toEqual([6, 6, 6, 5]);
  });
});
