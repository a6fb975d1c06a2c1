// A convolution by Winograd's F(4×4, 3×3) (Lavin & Gray 2016, section 4.1): 36 products in place of 144
// for 16 outputs. Block by block `input[ξ][group of tiles][channel][tile]` times
// `weights[ξ][panel][channel]` is `product[ξ][panel][tile]`, groups and panels as in `tile-shape.ts`;
// each transform is the same line transform down the columns and then along the rows. Steps between ξ
// are padded by a cache line, so that the 36 do not fall into the same set. A block is as large as its
// input, its product and the weights in use stay in the second cache.
import { multiplyPanels } from './multiply';
import { Convolution } from './records';
import { meet, takeShare } from './team';
import { narrowGroupsOf, PANEL_BYTES, panelsOf, wideGroupsOf } from './tile-shape';
import { inputTiles, inputXiStep } from './winograd-input';
import { outputTiles, productPanelStep, productXiStep } from './winograd-output';
import { transformWeights } from './winograd-weights';

export function convolveByTiles(record: usize, thread: i32, threads: i32): void {
  const convolution = changetype<Convolution>(record);
  // Where the weights wait transformed, threads take blocks; else each makes its panels' weights, and
  // the tiles of a block are transformed by all of them together.
  if (convolution.transformed !== 0) convolveBlocks(convolution, thread);
  else convolvePanels(convolution, thread, threads);
}

function convolveBlocks(convolution: Convolution, thread: i32): void {
  const tiles = tileCount(convolution);
  const block = convolution.block;
  const input = convolution.input + <usize>thread * convolution.inputBytes;
  const product = convolution.product + <usize>thread * convolution.productBytes;
  const work = convolution.work + <usize>thread * convolution.workBytes;
  const panels = panelsOf(convolution.targetChannels);
  const xiStep = <usize>(panels * convolution.sourceChannels) * PANEL_BYTES;
  const counter = changetype<usize>(convolution) + offsetof<Convolution>('taken');
  for (let first = takeShare(counter) * block; first < tiles; first = takeShare(counter) * block) {
    const end = min(tiles, first + block);
    inputTiles(convolution, first, end, 0, groupsOf(end - first), input, work);
    for (let xi = 0; xi < 36; xi += 6) {
      const weights = convolution.transformed + <usize>xi * xiStep;
      multiplyTiles(convolution, xi, end - first, panels, input, weights, xiStep, product);
    }
    outputTiles(convolution, first, end, 0, panels, product, work);
  }
}

function convolvePanels(convolution: Convolution, thread: i32, threads: i32): void {
  const tiles = tileCount(convolution);
  const block = convolution.block;
  const panels = panelsOf(convolution.targetChannels);
  const firstPanel = (panels * thread) / threads;
  const endPanel = (panels * (thread + 1)) / threads;
  const work = convolution.work + <usize>thread * convolution.workBytes;
  let odd: usize = 0;
  for (let first = 0; first < tiles; first += block) {
    const end = min(tiles, first + block);
    const groups = groupsOf(end - first);
    // Two inputs by turns: nobody writes one before all have passed the meeting after its last use.
    const input = convolution.input + odd * convolution.inputBytes;
    const from = (groups * thread) / threads;
    const until = (groups * (thread + 1)) / threads;
    inputTiles(convolution, first, end, from, until, input, work);
    meet(threads);
    multiplyGroups(convolution, first, end, firstPanel, endPanel, input, thread, work);
    odd = 1 - odd;
  }
}

/** A few panels and a row of ξ at a time, so that weights are still in the cache when they are needed. */
function multiplyGroups(
  convolution: Convolution,
  first: i32,
  end: i32,
  firstPanel: i32,
  endPanel: i32,
  input: usize,
  thread: i32,
  work: usize,
): void {
  const channels = convolution.sourceChannels;
  const product = convolution.product + <usize>thread * convolution.productBytes;
  const weights = convolution.weightBuffer + <usize>thread * convolution.weightBytes;
  const panelBytes = <usize>channels * PANEL_BYTES;
  const xiStep = <usize>convolution.panelGroup * panelBytes + 64;
  for (let panel = firstPanel; panel < endPanel; panel += convolution.panelGroup) {
    const panels = min(convolution.panelGroup, endPanel - panel);
    const from = convolution.weights + <usize>panel * 9 * panelBytes;
    for (let y = 0; y < 6; y++) {
      for (let index: usize = 0; index < <usize>panels; index++) {
        const kernels = from + index * 9 * panelBytes;
        transformWeights(y, kernels, channels, weights + index * panelBytes, xiStep);
      }
      multiplyTiles(convolution, 6 * y, end - first, panels, input, weights, xiStep, product);
    }
    outputTiles(convolution, first, end, panel, panel + panels, product, work);
  }
}

/** The products of the six ξ from `xi` on, whose weights begin at `weights`. */
function multiplyTiles(
  convolution: Convolution,
  xi: i32,
  tiles: i32,
  panels: i32,
  input: usize,
  weights: usize,
  weightStep: usize,
  product: usize,
): void {
  const channels = convolution.sourceChannels;
  const inputStep = inputXiStep(convolution);
  const productStep = productXiStep(convolution);
  const panelStep = productPanelStep(convolution);
  let rows = input + <usize>xi * inputStep;
  let results = product + <usize>xi * productStep;
  for (let end = xi + 6; xi < end; xi++) {
    multiplyPanels(rows, tiles, weights, panels, channels, results, panelStep);
    rows += inputStep;
    weights += weightStep;
    results += productStep;
  }
}

function tileCount(convolution: Convolution): i32 {
  return ((convolution.height + 3) >> 2) * ((convolution.width + 3) >> 2);
}

/** Groups of tiles, wide ones and narrow ones. */
function groupsOf(tiles: i32): i32 {
  return wideGroupsOf(tiles) + narrowGroupsOf(tiles);
}
