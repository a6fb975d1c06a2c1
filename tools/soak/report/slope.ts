/** One look at the memory of a process that lives long. */
export interface MemorySample {
  /** Paintings that it had made by then. */
  readonly runs: number;
  /** Of memory, MB. */
  readonly megabytes: number;
}

/** How memory went on. */
export interface MemoryTrend {
  /** MB for each hundred runs; `null`: there are too few samples for a line. */
  readonly per100Runs: number | null;
  /** Of that, one standard error. */
  readonly error: number | null;
  readonly first: number;
  readonly last: number;
  readonly most: number;
  /** That the line is made of. */
  readonly samples: number;
}

/** Caches, compiled code and pools fill up in the first part of a process's life. */
const WARM_UP_SHARE = 0.25;

/** A line through fewer says nothing. */
const FEWEST_SAMPLES = 20;

/** The least-squares line through what follows the warm-up. */
export function memoryTrend(samples: readonly MemorySample[]): MemoryTrend {
  const warm = samples.slice(Math.ceil(samples.length * WARM_UP_SHARE));
  const sizes = warm.map(({ megabytes }) => megabytes);
  const line = warm.length < FEWEST_SAMPLES ? null : leastSquaresLine(warm);
  return {
    per100Runs: line && line.slope * 100,
    error: line && line.error * 100,
    first: sizes[0] ?? 0,
    last: sizes.at(-1) ?? 0,
    most: Math.max(0, ...sizes),
    samples: warm.length,
  };
}

/** MB a run, with its standard error; `null` where all samples were taken after the same number of runs. */
export function leastSquaresLine(
  samples: readonly MemorySample[],
): { readonly slope: number; readonly error: number } | null {
  const mean = (of: (sample: MemorySample) => number) =>
    samples.reduce((sum, sample) => sum + of(sample), 0) / samples.length;
  const meanRuns = mean(({ runs }) => runs);
  const meanSize = mean(({ megabytes }) => megabytes);
  const sum = (of: (runs: number, megabytes: number) => number) =>
    samples.reduce(
      (all, { runs, megabytes }) => all + of(runs - meanRuns, megabytes - meanSize),
      0,
    );
  const spread = sum((runs) => runs ** 2);
  if (spread === 0) return null;
  const slope = sum((runs, megabytes) => runs * megabytes) / spread;
  const rest = sum((runs, megabytes) => (megabytes - slope * runs) ** 2);
  return { slope, error: Math.sqrt(rest / (samples.length - 2) / spread) };
}
