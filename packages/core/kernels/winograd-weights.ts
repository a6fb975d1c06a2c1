// The kernels' side of Winograd's F(4×4, 3×3): see `winograd.ts`.
import { multiplyAdd } from './lanes';
import { PANEL_BYTES } from './tile-shape';

/** `Gg` for three values side by side, into six places `step` bytes apart. */
function weightLine(g0: v128, g1: v128, g2: v128, to: usize, step: usize): void {
  const ends = f32x4.mul(f32x4.splat(-1.0 / 6.0), f32x4.add(g0, g2));
  const middle = f32x4.mul(f32x4.splat(-1.0 / 6.0), g1);
  const far = f32x4.mul(f32x4.splat(1.0 / 6.0), g2);
  const slope = multiplyAdd(f32x4.splat(1.0 / 24.0), g0, far);
  const half = f32x4.mul(f32x4.splat(1.0 / 12.0), g1);
  v128.store(to, f32x4.mul(f32x4.splat(0.25), g0));
  v128.store(to + step, f32x4.add(ends, middle));
  v128.store(to + 2 * step, f32x4.sub(ends, middle));
  v128.store(to + 3 * step, f32x4.add(slope, half));
  v128.store(to + 4 * step, f32x4.sub(slope, half));
  v128.store(to + 5 * step, g2);
}

/**
 * One row of six ξ for the kernels of one panel, `from[channel][9][columns]`, into
 * `to[6][channel][columns]`, ξ `step` bytes apart. A row at a time, because stores to 36 places far
 * from each other would each wait for their page.
 */
export function transformWeights(y: i32, from: usize, channels: i32, to: usize, step: usize): void {
  // Row y of G.
  const f0 = f32x4.splat(y === 0 ? 1.0 / 4.0 : y < 3 ? -1.0 / 6.0 : y < 5 ? 1.0 / 24.0 : 0);
  const half: f32 = y < 3 ? 1.0 / 6.0 : 1.0 / 12.0;
  const f1 = f32x4.splat(y % 5 === 0 ? 0 : y === 1 || y === 4 ? -half : half);
  const f2 = f32x4.splat(y === 0 ? 0 : y < 3 ? -1.0 / 6.0 : y < 5 ? 1.0 / 6.0 : 1);
  for (let channel = 0; channel < channels; channel++) {
    for (let quad: usize = 0; quad < PANEL_BYTES; quad += 16) {
      const kernel = from + quad;
      const g0 = weightColumn(kernel, f0, f1, f2);
      const g1 = weightColumn(kernel + PANEL_BYTES, f0, f1, f2);
      const g2 = weightColumn(kernel + 2 * PANEL_BYTES, f0, f1, f2);
      weightLine(g0, g1, g2, to + quad, step);
    }
    from += 9 * PANEL_BYTES;
    to += PANEL_BYTES;
  }
}

function weightColumn(from: usize, f0: v128, f1: v128, f2: v128): v128 {
  const first = f32x4.mul(f0, v128.load(from));
  const second = multiplyAdd(f1, v128.load(from, 3 * PANEL_BYTES), first);
  return multiplyAdd(f2, v128.load(from, 6 * PANEL_BYTES), second);
}
