import fc from 'fast-check';

/** One thing that is wrong with a copy. */
type Damage =
  | { readonly kind: 'byte'; readonly at: number; readonly value: number }
  | { readonly kind: 'number'; readonly at: number; readonly value: number; readonly bytes: 2 | 4 }
  | { readonly kind: 'cut'; readonly at: number }
  | { readonly kind: 'lost'; readonly at: number; readonly count: number }
  | { readonly kind: 'twice'; readonly at: number; readonly count: number };

/** Lengths and sizes that programs stumble over. */
const NUMBERS = [
  0, 1, 2, 0x7f, 0xff, 0x100, 0x7fff, 0x8000, 0xffff, 0x10000, 0x7fffffff, 0x80000000, 0xfffffffe,
  0xffffffff,
];

/**
 * Copies of a file with one to four things wrong in each, two in three of them within its first bytes, where
 * headers, sizes and lengths stand. The same for the same seed.
 *
 * @param head how many bytes count as the first
 */
export function damagedCopies(
  whole: Uint8Array,
  {
    seed,
    count,
    head = 200,
  }: { readonly seed: number; readonly count: number; readonly head?: number },
): readonly Uint8Array[] {
  const first = Math.min(head, whole.length) - 1;
  const at = fc.oneof(
    { weight: 2, arbitrary: fc.integer({ min: 0, max: first }) },
    { weight: 1, arbitrary: fc.integer({ min: 0, max: whole.length - 1 }) },
  );
  const some = fc.integer({ min: 1, max: 40 });
  const damage: fc.Arbitrary<Damage> = fc.oneof(
    fc.record({ kind: fc.constant('byte' as const), at, value: fc.integer({ min: 0, max: 255 }) }),
    fc.record({
      kind: fc.constant('number' as const),
      at,
      value: fc.oneof(fc.constantFrom(...NUMBERS), fc.integer({ min: 0, max: 0xffffffff })),
      bytes: fc.constantFrom(2 as const, 4 as const),
    }),
    fc.record({ kind: fc.constant('cut' as const), at }),
    fc.record({ kind: fc.constant('lost' as const), at, count: some }),
    fc.record({ kind: fc.constant('twice' as const), at, count: some }),
  );
  const copies = fc.array(damage, { minLength: 1, maxLength: 4 });
  return fc.sample(copies, { seed, numRuns: count }).map((all) => all.reduce(damaged, whole));
}

function damaged(bytes: Uint8Array, damage: Damage): Uint8Array {
  const { at } = damage;
  const copy = bytes.slice();
  switch (damage.kind) {
    case 'byte':
      copy.fill(damage.value, at, at + 1);
      return copy;
    case 'number':
      for (let index = 0; index < damage.bytes; index++) {
        copy.fill(Math.floor(damage.value / 256 ** index) & 255, at + index, at + index + 1);
      }
      return copy;
    case 'cut':
      return copy.slice(0, at);
    case 'lost':
      return Uint8Array.from([...copy.subarray(0, at), ...copy.subarray(at + damage.count)]);
    case 'twice':
      return Uint8Array.from([...copy.subarray(0, at + damage.count), ...copy.subarray(at)]);
  }
}
