/** What a child process is asked to measure; each gets its own process for a memory of its own. */
export type Job =
  | { readonly kind: 'speed'; readonly size: number; readonly rounds: number }
  | { readonly kind: 'alone'; readonly size: number; readonly rounds: number }
  | { readonly kind: 'networks'; readonly size: number; readonly rounds: number }
  | {
      readonly kind: 'kernels';
      readonly network: 'vgg19' | 'vgg19-lite';
      readonly size: number;
      readonly rounds: number;
    }
  | { readonly kind: 'regions'; readonly size: number; readonly rounds: number }
  | { readonly kind: 'memory'; readonly size: number; readonly contender: MemoryContender }
  | { readonly kind: 'growth'; readonly size: number; readonly iterations: number }
  | {
      readonly kind: 'pyramid';
      readonly size: number;
      /** At most. */
      readonly iterations: number;
      readonly styleLoss: number;
      readonly enabled: boolean;
      /** Files; pictures made by seed without. */
      readonly content?: string | undefined;
      readonly style?: string | undefined;
    };

/** `engine` and `stock` run VGG19, `lite` is the engine with vgg19-lite. */
export type MemoryContender = 'engine' | 'stock' | 'lite';

/** Of the fastest round. */
export interface IterationTime {
  /** By the clock. */
  readonly ms: number;
  /** Of the processor: unlike the clock, it does not count the times when others had the core. */
  readonly cpuMs: number;
}

export interface SpeedResult {
  readonly engine: IterationTime;
  readonly stock: IterationTime;
  /** |engine's first loss − stock's| / stock's: shows that both do the same. */
  readonly lossDifference: number;
}

/** The same engine with either network, in turns. */
export interface NetworksResult {
  readonly vgg19: IterationTime;
  readonly lite: IterationTime;
}

/** One iteration by who computes the network, one thread where nothing else is said. */
export interface KernelsResult {
  readonly relaxed: IterationTime;
  readonly simd: IterationTime;
  readonly twoThreads: IterationTime;
  /** TensorFlow.js's operations, as the engine ran on WASM before it had kernels of its own. */
  readonly tensors: IterationTime;
  /** Processor time of the very first iteration with relaxed SIMD, ms. */
  readonly first: number;
  /** Of a kernel of nothing but multiply-adds. */
  readonly peakGflop: number;
}

/** The same picture in styles of its own for so many parts. */
export type RegionsResult = readonly ({ readonly parts: number } & IterationTime)[];

export interface MemoryResult {
  /** Most bytes of live tensors within an iteration. */
  readonly peakTensorBytes: number;
  /** Most resident bytes of the whole process, loading of the weights included. */
  readonly peakResidentBytes: number;
}

/** Live tensors and resident memory after the last iteration, less those after the twentieth. */
export interface GrowthResult {
  readonly tensors: number;
  readonly tensorBytes: number;
  readonly residentBytes: number;
}

export interface PyramidResult {
  /** Relative style loss at the full size that was to be reached. */
  readonly styleLoss: number;
  /** Seconds from the start of the run, or `null` when it was not reached. */
  readonly seconds: number | null;
  /** Iterations over all scales until then. */
  readonly iterations: number;
  readonly reached: number;
  /** Relative style loss of the picture at half the size. */
  readonly atHalfSize: number;
}

export type Result<Kind extends Job['kind']> = {
  readonly speed: SpeedResult;
  readonly alone: IterationTime;
  readonly networks: NetworksResult;
  readonly kernels: KernelsResult;
  readonly regions: RegionsResult;
  readonly memory: MemoryResult;
  readonly growth: GrowthResult;
  readonly pyramid: PyramidResult;
}[Kind];
