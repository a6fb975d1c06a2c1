// What is done once (weights into panels) and at both ends of a pass (the image in and out).
import { maskBy } from './lanes';
import { Masking, Packing, Pixels } from './records';
import { COLUMNS, PANEL_BYTES, panelsOf } from './tile-shape';
import { transformWeights } from './winograd-weights';

/** Packs a layer's kernels for one direction. */
export function packWeights(record: usize, thread: i32, threads: i32): void {
  const packing = changetype<Packing>(record);
  const depth = packing.backward ? packing.targetChannels : packing.sourceChannels;
  const panels = panelsOf(packing.backward ? packing.sourceChannels : packing.targetChannels);
  const paddedDepth = (depth + 3) & ~3;
  const bytes = <usize>paddedDepth * PANEL_BYTES;
  const step = <usize>panels * bytes;
  const work = packing.work + <usize>thread * packing.workBytes;
  const end = (panels * (thread + 1)) / threads;
  for (let panel = (panels * thread) / threads; panel < end; panel++) {
    const to = packing.transformed ? work : packing.weights + <usize>panel * 9 * bytes;
    memory.fill(to, 0, 9 * bytes);
    if (packing.backward) packBackward(packing, panel, to);
    else packForward(packing, panel, to);
    for (let y = 0; packing.transformed !== 0 && y < 6; y++) {
      const target = packing.weights + <usize>(6 * y) * step + <usize>panel * bytes;
      transformWeights(y, work, paddedDepth, target, step);
    }
  }
}

/** A panel of target channels, `to[source channel][9][columns]`. */
function packForward(packing: Packing, panel: i32, to: usize): void {
  const sources = packing.sourceChannels;
  const first = panel * COLUMNS;
  const columns = min(COLUMNS, packing.targetChannels - first);
  for (let tap = 0; tap < 9; tap++) {
    for (let source = 0; source < sources; source++) {
      const kernel = <usize>((tap * sources + source) * packing.targetChannels + first);
      const target = to + <usize>(source * 9 + tap) * PANEL_BYTES;
      for (let column: usize = 0; column < <usize>columns; column++) {
        const weight = load<f32>(packing.kernel + ((kernel + column) << 2));
        store<f32>(target + (column << 2), weight * packing.scale);
      }
    }
  }
}

/** A panel of source channels, `to[target channel][9 turned round][columns]`. */
function packBackward(packing: Packing, panel: i32, to: usize): void {
  const targets = packing.targetChannels;
  const first = panel * COLUMNS;
  const columns = min(COLUMNS, packing.sourceChannels - first);
  for (let tap = 0; tap < 9; tap++) {
    for (let column = 0; column < columns; column++) {
      const kernel = (tap * packing.sourceChannels + first + column) * targets;
      let from = packing.kernel + ((<usize>kernel) << 2);
      let target = to + <usize>(8 - tap) * PANEL_BYTES + ((<usize>column) << 2);
      for (let channel = 0; channel < targets; channel++) {
        store<f32>(target, load<f32>(from) * packing.scale);
        from += 4;
        target += 9 * PANEL_BYTES;
      }
    }
  }
}

/** The image without its mean, four floats per pixel; before padding, as the network was trained. */
export function subtractMean(record: usize, thread: i32, threads: i32): void {
  const pixels = changetype<Pixels>(record);
  const end = endOf(pixels.count, thread, threads);
  for (let pixel = endOf(pixels.count, thread - 1, threads); pixel < end; pixel++) {
    const from = pixels.three + <usize>pixel * 12;
    const to = pixels.four + <usize>pixel * 16;
    store<f32>(to, load<f32>(from) - pixels.red);
    store<f32>(to, load<f32>(from, 4) - pixels.green, 4);
    store<f32>(to, load<f32>(from, 8) - pixels.blue, 8);
    store<f32>(to, 0, 12);
  }
}

/** The image's gradient, three floats per pixel. */
export function dropFourth(record: usize, thread: i32, threads: i32): void {
  const pixels = changetype<Pixels>(record);
  const end = endOf(pixels.count, thread, threads);
  for (let pixel = endOf(pixels.count, thread - 1, threads); pixel < end; pixel++) {
    const from = pixels.four + <usize>pixel * 16;
    const to = pixels.three + <usize>pixel * 12;
    store<f32>(to, load<f32>(from));
    store<f32>(to, load<f32>(from, 4), 4);
    store<f32>(to, load<f32>(from, 8), 8);
  }
}

/** Where a thread's part of `count` ends, without a product that could overflow. */
function endOf(count: i32, thread: i32, threads: i32): i32 {
  return <i32>((<i64>count * (thread + 1)) / threads);
}

export function mask(record: usize, thread: i32, threads: i32): void {
  const masking = changetype<Masking>(record);
  const quads = masking.count >> 2;
  const end = endOf(quads, thread, threads);
  for (let quad = endOf(quads, thread - 1, threads); quad < end; quad++) {
    const at = (<usize>quad) << 4;
    const value = v128.load(masking.gradient + at);
    v128.store(masking.gradient + at, maskBy(v128.load(masking.map + at), value));
  }
}
