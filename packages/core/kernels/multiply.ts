// The products in which nearly all of the time goes; see `tile-shape.ts` for the shapes. The loops over
// the depth stay rolled: V8 up to 12 hoists all loads of an unrolled body and spills.
import { firstRow, fourthRow, multiplyAdd, secondRow, thirdRow } from './lanes';
import {
  NARROW_ROW_BYTES,
  NARROW_ROWS,
  narrowGroupsOf,
  PANEL_BYTES,
  ROW_BYTES,
  ROWS,
  wideGroupsOf,
} from './tile-shape';

/** `product[5][8] = Σₖ rows[k] ⊗ panel[k]`, `depth` of them, at least one. */
function multiplyWide(a: usize, b: usize, depth: i32, product: usize): void {
  let sum00 = f32x4.splat(0);
  let sum01 = f32x4.splat(0);
  let sum10 = f32x4.splat(0);
  let sum11 = f32x4.splat(0);
  let sum20 = f32x4.splat(0);
  let sum21 = f32x4.splat(0);
  let sum30 = f32x4.splat(0);
  let sum31 = f32x4.splat(0);
  let sum40 = f32x4.splat(0);
  let sum41 = f32x4.splat(0);
  const end = a + <usize>depth * ROW_BYTES;
  do {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    const rows = v128.load(a);
    const a0 = firstRow(rows, a);
    sum00 = multiplyAdd(a0, b0, sum00);
    sum01 = multiplyAdd(a0, b1, sum01);
    const a1 = secondRow(rows, a);
    sum10 = multiplyAdd(a1, b0, sum10);
    sum11 = multiplyAdd(a1, b1, sum11);
    const a2 = thirdRow(rows, a);
    sum20 = multiplyAdd(a2, b0, sum20);
    sum21 = multiplyAdd(a2, b1, sum21);
    const a3 = fourthRow(rows, a);
    sum30 = multiplyAdd(a3, b0, sum30);
    sum31 = multiplyAdd(a3, b1, sum31);
    const a4 = v128.load32_splat(a, 16);
    sum40 = multiplyAdd(a4, b0, sum40);
    sum41 = multiplyAdd(a4, b1, sum41);
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
  v128.store(product, sum40, 128);
  v128.store(product, sum41, 144);
}

/**
 * The same for four rows, `aStep` bytes from one depth to the next, into rows `step` bytes apart.
 *
 * @param add whether the sums are added to what is there: each is made first and added once, which
 *   keeps the digits of long sums
 */
export function multiplyNarrow(
  a: usize,
  aStep: usize,
  b: usize,
  depth: i32,
  to: usize,
  step: usize,
  add: bool,
): void {
  let sum00 = f32x4.splat(0);
  let sum01 = f32x4.splat(0);
  let sum10 = f32x4.splat(0);
  let sum11 = f32x4.splat(0);
  let sum20 = f32x4.splat(0);
  let sum21 = f32x4.splat(0);
  let sum30 = f32x4.splat(0);
  let sum31 = f32x4.splat(0);
  const end = a + <usize>depth * aStep;
  do {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    const rows = v128.load(a);
    const a0 = firstRow(rows, a);
    sum00 = multiplyAdd(a0, b0, sum00);
    sum01 = multiplyAdd(a0, b1, sum01);
    const a1 = secondRow(rows, a);
    sum10 = multiplyAdd(a1, b0, sum10);
    sum11 = multiplyAdd(a1, b1, sum11);
    const a2 = thirdRow(rows, a);
    sum20 = multiplyAdd(a2, b0, sum20);
    sum21 = multiplyAdd(a2, b1, sum21);
    const a3 = fourthRow(rows, a);
    sum30 = multiplyAdd(a3, b0, sum30);
    sum31 = multiplyAdd(a3, b1, sum31);
    a += aStep;
    b += PANEL_BYTES;
  } while (a !== end);
  storePair(to, sum00, sum01, add);
  storePair(to + step, sum10, sum11, add);
  storePair(to + 2 * step, sum20, sum21, add);
  storePair(to + 3 * step, sum30, sum31, add);
}

function storePair(to: usize, first: v128, second: v128, add: bool): void {
  v128.store(to, add ? f32x4.add(v128.load(to), first) : first);
  v128.store(to, add ? f32x4.add(v128.load(to, 16), second) : second, 16);
}

/**
 * All tiles of `count` rows (`rows[group][k][row]`) by `panels` panels (`columns[panel][k]`) into
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
  const narrow = narrowGroupsOf(count);
  const wide = wideGroupsOf(count);
  for (let panel = 0; panel < panels; panel++) {
    let a = rows;
    let c = product;
    for (let group = 0; group < wide; group++) {
      multiplyWide(a, columns, depth, c);
      a += <usize>depth * ROW_BYTES;
      c += <usize>ROWS * PANEL_BYTES;
    }
    for (let group = 0; group < narrow; group++) {
      multiplyNarrow(a, NARROW_ROW_BYTES, columns, depth, c, PANEL_BYTES, false);
      a += <usize>depth * NARROW_ROW_BYTES;
      c += <usize>NARROW_ROWS * PANEL_BYTES;
    }
    columns += <usize>depth * PANEL_BYTES;
    product += panelStep;
  }
}
