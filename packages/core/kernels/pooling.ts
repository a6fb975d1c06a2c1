// 2×2 pooling, stride 2: an odd last row or column has no say, and gets no gradient but its own.
import { maskBy } from './lanes';
import { Pooling } from './records';

export function pool(record: usize, thread: i32, threads: i32): void {
  const pooling = changetype<Pooling>(record);
  const pixel = (<usize>pooling.channels) << 2;
  const row = <usize>pooling.width * pixel;
  const rows = pooling.height >> 1;
  const columns = pooling.width >> 1;
  const end = (rows * (thread + 1)) / threads;
  for (let y = (rows * thread) / threads; y < end; y++) {
    let from = pooling.source + <usize>(2 * y) * row;
    let to = pooling.pooled + <usize>(y * columns) * pixel;
    for (let x = 0; x < columns; x++) {
      for (let at: usize = 0; at < pixel; at += 16) {
        v128.store(
          to + at,
          pooling.average ? meanOf(from + at, pixel, row) : largestOf(from + at, pixel, row),
        );
      }
      from += 2 * pixel;
      to += pixel;
    }
  }
}

function largestOf(corner: usize, pixel: usize, row: usize): v128 {
  const top = f32x4.pmax(v128.load(corner), v128.load(corner + pixel));
  const bottom = f32x4.pmax(v128.load(corner + row), v128.load(corner + row + pixel));
  return f32x4.pmax(top, bottom);
}

function meanOf(corner: usize, pixel: usize, row: usize): v128 {
  const top = f32x4.add(v128.load(corner), v128.load(corner + pixel));
  const bottom = f32x4.add(v128.load(corner + row), v128.load(corner + row + pixel));
  return f32x4.mul(f32x4.splat(0.25), f32x4.add(top, bottom));
}

/**
 * The gradient before a pooling from the one after it, added to what is there where `accumulate` says
 * so, and masked by the ReLU that made the source. The winners of a flat window share.
 */
export function poolBackward(record: usize, thread: i32, threads: i32): void {
  const pooling = changetype<Pooling>(record);
  const rows = (pooling.height + 1) >> 1;
  const end = (rows * (thread + 1)) / threads;
  for (let y = (rows * thread) / threads; y < end; y++) {
    const dropped = 2 * y + 1 === pooling.height;
    for (let x = 0; x < (pooling.width + 1) >> 1; x++) {
      if (dropped || 2 * x + 1 === pooling.width) spreadNothing(pooling, 2 * y, 2 * x);
      else spreadWindow(pooling, y, x);
    }
  }
}

function spreadWindow(pooling: Pooling, y: i32, x: i32): void {
  const pixel = (<usize>pooling.channels) << 2;
  const row = <usize>pooling.width * pixel;
  const after = <usize>(y * (pooling.width >> 1) + x) * pixel;
  const before = <usize>(2 * y * pooling.width + 2 * x) * pixel;
  for (let at: usize = 0; at < pixel; at += 16) {
    const gradient = v128.load(pooling.pooledGradient + after + at);
    const source = pooling.source + before + at;
    if (pooling.average) {
      const share = f32x4.mul(f32x4.splat(0.25), gradient);
      add(pooling, before + at, share);
      add(pooling, before + at + pixel, share);
      add(pooling, before + at + row, share);
      add(pooling, before + at + row + pixel, share);
      continue;
    }
    const largest = v128.load(pooling.pooled + after + at);
    const one = f32x4.splat(1);
    const wins0 = f32x4.eq(v128.load(source), largest);
    const wins1 = f32x4.eq(v128.load(source + pixel), largest);
    const wins2 = f32x4.eq(v128.load(source + row), largest);
    const wins3 = f32x4.eq(v128.load(source + row + pixel), largest);
    const top = f32x4.add(v128.and(wins0, one), v128.and(wins1, one));
    const bottom = f32x4.add(v128.and(wins2, one), v128.and(wins3, one));
    const share = f32x4.div(gradient, f32x4.add(top, bottom));
    add(pooling, before + at, v128.and(wins0, share));
    add(pooling, before + at + pixel, v128.and(wins1, share));
    add(pooling, before + at + row, v128.and(wins2, share));
    add(pooling, before + at + row + pixel, v128.and(wins3, share));
  }
}

/** Up to four positions that pooling dropped. */
function spreadNothing(pooling: Pooling, top: i32, left: i32): void {
  const pixel = (<usize>pooling.channels) << 2;
  for (let y = top; y < min(top + 2, pooling.height); y++) {
    for (let x = left; x < min(left + 2, pooling.width); x++) {
      const start = <usize>(y * pooling.width + x) * pixel;
      for (let at: usize = 0; at < pixel; at += 16) add(pooling, start + at, f32x4.splat(0));
    }
  }
}

function add(pooling: Pooling, at: usize, share: v128): void {
  const to = pooling.sourceGradient + at;
  const value = pooling.accumulate ? f32x4.add(share, v128.load(to)) : share;
  v128.store(to, maskBy(v128.load(pooling.source + at), value));
}
