/** Diameters of the brush, shares of the picture's long side. */
const SMALLEST = 0.005;
const LARGEST = 0.5;
const STEP = 1.25;

/** Where a size lies on its slider, 0 (smallest) .. 1 (largest): equal ways are equal factors. */
export function positionOf(size: number): number {
  return Math.log(size / SMALLEST) / Math.log(LARGEST / SMALLEST);
}

/** The size at a place on its slider. */
export function sizeAt(position: number): number {
  return bounded(SMALLEST * (LARGEST / SMALLEST) ** position);
}

/** The next larger (1) or smaller (−1) size. */
export function nextSize(size: number, direction: 1 | -1): number {
  return bounded(size * STEP ** direction);
}

/** As a person reads it: per cent of the long side, to half a per cent where it is small. */
export function percentOf(size: number): number {
  const percent = size * 100;
  return percent < 5 ? Math.round(percent * 2) / 2 : Math.round(percent);
}

function bounded(size: number): number {
  return Math.min(LARGEST, Math.max(SMALLEST, size));
}
