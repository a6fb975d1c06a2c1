import type { PyramidResult } from '../processor/job.js';
import type { Performance, Row } from './row.js';

/** A row of results for people, with what is wanted beside what was measured. */
export function formatRow(row: Row): string {
  const { machine } = row;
  return [
    `${machine.cpu}, ${machine.cores} cores, ${machine.memoryGiB} GiB, Node ${machine.node}, TensorFlow.js ${machine.tfjs}, commit ${machine.commit}, load ${machine.loadAverage}`,
    ...sizeLines(row),
    ...kernelLines(row),
    ...otherLines(row),
  ].join('\n');
}

function sizeLines({ sizes }: Row): string[] {
  if (sizes === undefined) return [];
  const heads = ['ms', 'CPU ms', 'GFLOP/s', 'tensors MiB', 'resident MiB'];
  return [
    '',
    `${'1 iteration'.padEnd(20)}${cells(heads)}`,
    ...sizes.flatMap(({ size, engine, stock, speedup }) => [
      performanceLine(`${size} px engine`, engine, `${speedup}× stock`),
      performanceLine(`${size} px stock tfjs`, stock, ''),
    ]),
  ];
}

function kernelLines({ kernels }: Row): string[] {
  return (kernels ?? []).map((row) => {
    const { network, size, relaxed, simd, tensors, twoThreads, first, peakGflop } = row;
    const rate = row.gflopPerSecond === undefined ? '' : `, ${row.gflopPerSecond} GFLOP/s`;
    return `${size} px ${network}: relaxed SIMD ${relaxed.cpuMs.toFixed(0)} CPU ms${rate} (the first ${first.toFixed(0)}; peak ${peakGflop.toFixed(0)} GFLOP/s), plain ${simd.cpuMs.toFixed(0)}, TensorFlow.js ${tensors.cpuMs.toFixed(0)}: ${row.relaxedSpeedup} and ${row.simdSpeedup} times (wanted: ${network === 'vgg19' ? '5.5 and 4.2' : '2.5'}); two threads ${twoThreads.ms.toFixed(0)} ms, ${row.twoThreadsSpeedup} times one by the clock (wanted: 1.85)`;
  });
}

function otherLines(row: Row): string[] {
  const { alone, msPerPixelRatio, networks, growth, at512, pyramid } = row;
  const lines: string[] = regionLines(row);
  if (alone) {
    const each = alone.map(({ size, cpuMs }) => `${size} px ${cpuMs.toFixed(0)} CPU ms`);
    lines.push(
      `alone in its process: ${each.join(', ')}; per pixel, largest over smallest: ${msPerPixelRatio} (wanted: at most 1.15)`,
    );
  }
  for (const { size, speedup, vgg19, lite, memory, tensorShare } of networks ?? []) {
    lines.push(
      `${size} px, vgg19-lite beside VGG19: ${lite.cpuMs.toFixed(0)} and ${vgg19.cpuMs.toFixed(0)} CPU ms, ${speedup} times faster (wanted: 10); tensors ${mebibytes(memory.lite.peakTensorBytes)} and ${mebibytes(memory.vgg19.peakTensorBytes)} MiB, a share of ${tensorShare} (wanted: 0.25); resident ${mebibytes(memory.lite.peakResidentBytes)} and ${mebibytes(memory.vgg19.peakResidentBytes)} MiB`,
    );
  }
  if (growth) {
    lines.push(
      `growth over ${growth.iterations} iterations at ${growth.size} px: ${growth.tensors} tensors, ${mebibytes(growth.residentBytes)} MiB resident (wanted: none)`,
    );
  }
  if (at512) {
    lines.push(
      `512 px: ${mebibytes(at512.peakResidentBytes)} MiB resident, ${mebibytes(at512.peakTensorBytes)} MiB of tensors (wanted: at most 1536 resident)`,
    );
  }
  if (pyramid) {
    lines.push(
      `to a relative style loss of ${pyramid.with.styleLoss} at ${pyramid.size} px (${pyramid.pictures}):`,
      `  with the pyramid    ${pyramidText(pyramid.with)}`,
      `  without the pyramid ${pyramidText(pyramid.without)}`,
    );
  }
  return lines;
}

function regionLines({ regions }: Row): string[] {
  if (regions === undefined) return [];
  const each = regions.parts.map(({ parts, cpuMs }) => `${parts}: ${cpuMs.toFixed(0)} CPU ms`);
  const added = regions.addedByRegion.map((share) => `${(100 * share).toFixed(1)} %`);
  return [
    `${regions.size} px, parts with styles of their own: ${each.join(', ')}; each region adds ${added.join(', ')} (wanted: at most 10 %)`,
  ];
}

function performanceLine(name: string, performance: Performance, note: string): string {
  const { msPerIteration, cpuMsPerIteration, gflopPerSecond, peakTensorBytes, peakResidentBytes } =
    performance;
  const values = [
    msPerIteration.toFixed(0),
    cpuMsPerIteration.toFixed(0),
    gflopPerSecond.toFixed(1),
    mebibytes(peakTensorBytes),
    mebibytes(peakResidentBytes),
  ];
  return `${name.padEnd(20)}${cells(values)}   ${note}`.trimEnd();
}

function cells(values: readonly string[]): string {
  return values.map((value) => value.padStart(13)).join('');
}

function mebibytes(bytes: number): string {
  return (bytes / 2 ** 20).toFixed(0);
}

function pyramidText({ seconds, iterations, reached, atHalfSize }: PyramidResult): string {
  const time = seconds === null ? `not reached (${reached.toFixed(3)})` : `${seconds.toFixed(1)} s`;
  return `${time} after ${iterations} iterations; ${atHalfSize.toFixed(3)} at half the size`;
}
