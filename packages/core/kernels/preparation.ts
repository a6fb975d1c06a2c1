// What is done once (weights into panels) and at both ends of a pass (the image in and out).
import { maskBy } from './lanes';
import { Masking, Packing, Pixels } from './records';
import { COLUMNS, PANEL_BYTES, panelsOf } from './tile-shape';
import { transformWeights } from './winograd-weights';

/** Packs a layer's kernels for the way there and the way back. Any thread may do it, one does. */
export function packWeights(record: usize): void {
  const packing = changetype<Packing>(record);
  const inputs = packing.sourceChannels;
  const outputs = packing.targetChannels;
  const paddedInputs = (inputs + 3) & ~3;
  const paddedOutputs = (outputs + 3) & ~3;
  memory.fill(packing.forward, 0, <usize>panelsOf(outputs) * panelBytes(paddedInputs));
  memory.fill(packing.backward, 0, <usize>panelsOf(inputs) * panelBytes(paddedOutputs));
  for (let tap = 0; tap < 9; tap++) {
    let from = packing.kernel + <usize>(tap * inputs * outputs) * 4;
    for (let input = 0; input < inputs; input++) {
      for (let output = 0; output < outputs; output++) {
        const weight = load<f32>(from) * packing.scale;
        store<f32>(packing.forward + placeOf(output, input, paddedInputs, tap), weight);
        store<f32>(packing.backward + placeOf(input, output, paddedOutputs, 8 - tap), weight);
        from += 4;
      }
    }
  }
  transformPanels(packing.forward, paddedInputs, outputs, packing.forwardTransformed);
  transformPanels(packing.backward, paddedOutputs, inputs, packing.backwardTransformed);
}

function panelBytes(depth: i32): usize {
  return <usize>depth * 9 * PANEL_BYTES;
}

function placeOf(column: i32, depth: i32, paddedDepth: i32, tap: i32): usize {
  const panel = column / COLUMNS;
  return (<usize>(((panel * paddedDepth + depth) * 9 + tap) * COLUMNS + (column % COLUMNS))) << 2;
}

/** Tile weights of all panels into `to[ξ][panel][depth]`. */
function transformPanels(from: usize, depth: i32, columns: i32, to: usize): void {
  if (to === 0) return;
  const panels = <usize>panelsOf(columns);
  const bytes = <usize>depth * PANEL_BYTES;
  const step = panels * bytes;
  for (let panel: usize = 0; panel < panels; panel++) {
    for (let y = 0; y < 6; y++) {
      const target = to + <usize>(6 * y) * step + panel * bytes;
      transformWeights(y, from + panel * panelBytes(depth), depth, target, step);
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
