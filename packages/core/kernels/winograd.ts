// A convolution by Winograd's F(4×4, 3×3) (Lavin & Gray 2016, section 4.1): 36 products in place of 144
// for 16 outputs. Block by block `input[ξ][group of tiles][channel][tile]` times
// `weights[ξ][panel][channel]` is `product[ξ][panel][tile]`, groups and panels as in `tile-shape.ts`;
// each transform is the same line transform down the columns and then along the rows. Steps between ξ
// are padded by a cache line, so that the 36 do not fall into the same set. Where there are
// few channels, a block is as large as its input, its product and the weights stay in the second cache.
import { multiplyPanels } from './multiply';
import { Convolution } from './records';
import { meet, takeShare } from './team';
import { narrowGroupsOf, PANEL_BYTES, panelsOf, wideGroupsOf } from './tile-shape';
import { inputTiles, inputXiStep } from './winograd-input';
import { outputTiles, productPanelStep, productXiStep } from './winograd-output';
import { transformWeights } from './winograd-weights';

export function convolveByTiles(record: usize, thread: i32, threads: i32): void {
  const convolution = changetype<Convolution>(record);
  if (convolution.together) convolveTogether(convolution, thread, threads);
  else convolveApart(convolution, thread);
}

/** Each thread takes whole blocks. */
function convolveApart(convolution: Convolution, thread: i32): void {
  const tiles = tileCount(convolution);
  const block = convolution.block;
  const input = convolution.input + <usize>thread * convolution.inputBytes;
  const work = convolution.work + <usize>thread * convolution.workBytes;
  const panels = panelsOf(convolution.targetChannels);
  const counter = changetype<usize>(convolution) + offsetof<Convolution>('taken');
  for (let first = takeShare(counter) * block; first < tiles; first = takeShare(counter) * block) {
    const end = min(tiles, first + block);
    inputTiles(convolution, first, end, 0, groupsOf(end - first), input, work);
    multiplyTiles(convolution, first, end, 0, panels, input, thread);
  }
}

/** All transform the tiles of a block, then each takes some of the panels. */
function convolveTogether(convolution: Convolution, thread: i32, threads: i32): void {
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
    multiplyTiles(convolution, first, end, firstPanel, endPanel, input, thread);
    odd = 1 - odd;
  }
}

/** A few panels at a time, so that their products are still in the cache when they are finished. */
function multiplyTiles(
  convolution: Convolution,
  first: i32,
  end: i32,
  firstPanel: i32,
  endPanel: i32,
  input: usize,
  thread: i32,
): void {
  const product = convolution.product + <usize>thread * convolution.productBytes;
  const work = convolution.work + <usize>thread * convolution.workBytes;
  for (let panel = firstPanel; panel < endPanel; panel += convolution.panelGroup) {
    const panels = min(convolution.panelGroup, endPanel - panel);
    multiplyGroup(convolution, end - first, panel, panels, input, product, thread);
    outputTiles(convolution, first, end, panel, panel + panels, product, work);
  }
}

/** The 36 products of a group of panels. Weights that do not wait transformed are made for six ξ at a time. */
function multiplyGroup(
  convolution: Convolution,
  tiles: i32,
  panel: i32,
  panels: i32,
  input: usize,
  product: usize,
  thread: i32,
): void {
  const channels = convolution.sourceChannels;
  const panelBytes = <usize>channels * PANEL_BYTES;
  const together = convolution.together !== 0;
  const waiting = together ? convolution.panelGroup : panelsOf(convolution.targetChannels);
  const weightStep = <usize>waiting * panelBytes;
  const buffer = convolution.weightBuffer + <usize>thread * convolution.weightBytes;
  let weights = convolution.weights + <usize>panel * panelBytes;
  for (let xi = 0; xi < 36; xi++) {
    if (together && xi % 6 === 0) {
      weights = buffer;
      const kernels = convolution.weights + <usize>(9 * panel) * panelBytes;
      transformPanels(xi / 6, kernels, panels, channels, buffer, weightStep);
    }
    multiplyPanels(
      input + <usize>xi * inputXiStep(convolution),
      tiles,
      weights,
      panels,
      channels,
      product + <usize>xi * productXiStep(convolution),
      productPanelStep(convolution),
    );
    weights += weightStep;
  }
}

function transformPanels(
  y: i32,
  from: usize,
  panels: i32,
  channels: i32,
  to: usize,
  step: usize,
): void {
  const bytes = <usize>channels * PANEL_BYTES;
  for (let panel = 0; panel < panels; panel++) {
    transformWeights(y, from, channels, to, step);
    from += 9 * bytes;
    to += bytes;
  }
}

function tileCount(convolution: Convolution): i32 {
  return ((convolution.height + 3) >> 2) * ((convolution.width + 3) >> 2);
}

/** Groups of tiles, wide ones and narrow ones. */
function groupsOf(tiles: i32): i32 {
  return wideGroupsOf(tiles) + narrowGroupsOf(tiles);
}
