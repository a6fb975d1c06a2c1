// The products in which nearly all of the time goes; see `tile-shape.ts` for the shapes. The loop over
// the depth stays rolled: V8 up to 12 hoists all loads of an unrolled body and spills.
import { multiplyAdd } from './lanes';
import { groupsOf, PANEL_BYTES, ROW_BYTES, ROWS } from './tile-shape';

/** `product[4][8] = Σₖ rows[k] ⊗ panel[k]`, `depth` of them, at least one. */
export function multiplyTile(a: usize, b: usize, depth: i32, product: usize): void {
  let sum00 = f32x4.splat(0);
  let sum01 = f32x4.splat(0);
  let sum10 = f32x4.splat(0);
  let sum11 = f32x4.splat(0);
  let sum20 = f32x4.splat(0);
  let sum21 = f32x4.splat(0);
  let sum30 = f32x4.splat(0);
  let sum31 = f32x4.splat(0);
  const end = a + <usize>depth * ROW_BYTES;
  do {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    const a0 = v128.load32_splat(a);
    sum00 = multiplyAdd(a0, b0, sum00);
    sum01 = multiplyAdd(a0, b1, sum01);
    const a1 = v128.load32_splat(a, 4);
    sum10 = multiplyAdd(a1, b0, sum10);
    sum11 = multiplyAdd(a1, b1, sum11);
    const a2 = v128.load32_splat(a, 8);
    sum20 = multiplyAdd(a2, b0, sum20);
    sum21 = multiplyAdd(a2, b1, sum21);
    const a3 = v128.load32_splat(a, 12);
    sum30 = multiplyAdd(a3, b0, sum30);
    sum31 = multiplyAdd(a3, b1, sum31);
    a += ROW_BYTES;
    b += PANEL_BYTES;
  } while (a !== end);
  v128.store(product, sum00);
  v128.store(product, sum01, 16);
  v128.store(product, sum10, 32);
  v128.store(product, sum11, 48);
  v128.store(product, sum20, 64);
  v128.store(product, sum21, 80);
  v128.store(product, sum30, 96);
  v128.store(product, sum31, 112);
}

/**
 * `sums[4][8] += Σₚ a[p][4] ⊗ b[p][8]`, where a and b are (parts of) rows of eight and the rows of
 * `sums` lie `step` bytes apart. The sum of a block is made first and added once, which keeps the
 * digits of long sums.
 */
export function accumulateTile(a: usize, b: usize, count: i32, sums: usize, step: usize): void {
  let sum00 = f32x4.splat(0);
  let sum01 = f32x4.splat(0);
  let sum10 = f32x4.splat(0);
  let sum11 = f32x4.splat(0);
  let sum20 = f32x4.splat(0);
  let sum21 = f32x4.splat(0);
  let sum30 = f32x4.splat(0);
  let sum31 = f32x4.splat(0);
  const end = a + ((<usize>count) << 5);
  do {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    const a0 = v128.load32_splat(a);
    sum00 = multiplyAdd(a0, b0, sum00);
    sum01 = multiplyAdd(a0, b1, sum01);
    const a1 = v128.load32_splat(a, 4);
    sum10 = multiplyAdd(a1, b0, sum10);
    sum11 = multiplyAdd(a1, b1, sum11);
    const a2 = v128.load32_splat(a, 8);
    sum20 = multiplyAdd(a2, b0, sum20);
    sum21 = multiplyAdd(a2, b1, sum21);
    const a3 = v128.load32_splat(a, 12);
    sum30 = multiplyAdd(a3, b0, sum30);
    sum31 = multiplyAdd(a3, b1, sum31);
    a += 32;
    b += 32;
  } while (a !== end);
  addPair(sums, sum00, sum01);
  addPair(sums + step, sum10, sum11);
  addPair(sums + 2 * step, sum20, sum21);
  addPair(sums + 3 * step, sum30, sum31);
}

function addPair(to: usize, first: v128, second: v128): void {
  v128.store(to, f32x4.add(v128.load(to), first));
  v128.store(to, f32x4.add(v128.load(to, 16), second), 16);
}

/**
 * All tiles of `count` rows (`rows[group][k][4]`) by `panels` panels (`columns[panel][k]`) into
 * `product[panel][row]`, panels `panelStep` bytes apart. A panel's columns stay in the first cache
 * while the rows pass by.
 */
export function multiplyPanels(
  rows: usize,
  count: i32,
  columns: usize,
  panels: i32,
  depth: i32,
  product: usize,
  panelStep: usize,
): void {
  const groups = groupsOf(count);
  const groupBytes = <usize>depth * ROW_BYTES;
  for (let panel = 0; panel < panels; panel++) {
    let a = rows;
    let c = product;
    for (let group = 0; group < groups; group++) {
      multiplyTile(a, columns, depth, c);
      a += groupBytes;
      c += <usize>ROWS * PANEL_BYTES;
    }
    columns += <usize>depth * PANEL_BYTES;
    product += panelStep;
  }
}
