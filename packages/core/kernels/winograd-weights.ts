// The kernels' side of Winograd's F(4×4, 3×3): see `winograd.ts`.
import { multiplyAdd } from './lanes';
import { PANEL_BYTES, QUADS } from './tile-shape';

/** Gg: three values to six. */
function weightLine(g0: v128, g1: v128, g2: v128, to: usize, toStep: usize): void {
  const ends = f32x4.mul(f32x4.splat(-1.0 / 6.0), f32x4.add(g0, g2));
  const middle = f32x4.mul(f32x4.splat(-1.0 / 6.0), g1);
  const far = f32x4.mul(f32x4.splat(1.0 / 6.0), g2);
  const slope = multiplyAdd(f32x4.splat(1.0 / 24.0), g0, far);
  const half = f32x4.mul(f32x4.splat(1.0 / 12.0), g1);
  v128.store(to, f32x4.mul(f32x4.splat(0.25), g0));
  v128.store(to + toStep, f32x4.add(ends, middle));
  v128.store(to + 2 * toStep, f32x4.sub(ends, middle));
  v128.store(to + 3 * toStep, f32x4.add(slope, half));
  v128.store(to + 4 * toStep, f32x4.sub(slope, half));
  v128.store(to + 5 * toStep, g2);
}

/**
 * The kernels of one panel, `from[channel][9][columns]`, into `to[ξ][channel][columns]`, ξ `xiStep` bytes apart.
 *
 * @param work 288 bytes
 */
export function transformWeights(
  from: usize,
  channels: i32,
  to: usize,
  xiStep: usize,
  work: usize,
): void {
  for (let channel = 0; channel < channels; channel++) {
    for (let quad = 0; quad < QUADS; quad++) {
      for (let x: usize = 0; x < 3; x++) {
        const column = from + x * PANEL_BYTES;
        const middle = v128.load(column, 3 * PANEL_BYTES);
        const last = v128.load(column, 6 * PANEL_BYTES);
        weightLine(v128.load(column), middle, last, work + x * 16, 48);
      }
      for (let y: usize = 0; y < 6; y++) {
        const row = work + y * 48;
        const target = to + 6 * y * xiStep;
        weightLine(v128.load(row), v128.load(row, 16), v128.load(row, 32), target, xiStep);
      }
      from += 16;
      to += 16;
    }
    from += 8 * PANEL_BYTES;
  }
}
