/** How far loading has come, in bytes that have arrived out of all that are needed. */
export interface LoadProgress {
  /** Falls back when a broken download has to start over. */
  readonly loaded: number;
  /** `null` until the sizes of all needed parts are known. */
  readonly total: number | null;
  /** The file the last bytes belong to. */
  readonly file: string;
}

/** Adds up the bytes of several reads that may run at the same time. */
export interface ProgressMeter {
  /** Announces how many bytes will be read in all. */
  setTotal(bytes: number): void;
  /** A listener for one read of a file. */
  track(file: string): (loaded: number) => void;
}

/** Makes a {@link ProgressMeter} that reports to `onProgress`. */
export function progressMeter(
  onProgress: ((progress: LoadProgress) => void) | undefined,
): ProgressMeter {
  let sum = 0;
  let total: number | null = null;
  return {
    setTotal(bytes) {
      total = bytes;
    },
    track(file) {
      let before = 0;
      return (loaded) => {
        sum += loaded - before;
        before = loaded;
        onProgress?.({ loaded: sum, total, file });
      };
    },
  };
}
