/** What became of a file that a run may have made or touched. */
export interface FileSeen {
  /** From the lane's folder on. */
  readonly path: string;
  /** `whole`: a picture that can be decoded, or what was there before; `temporary`: by its name. */
  readonly state: 'whole' | 'broken' | 'temporary';
}

/** How a run ended. */
export type Ending =
  | { readonly kind: 'exit'; readonly code: number }
  | { readonly kind: 'signal'; readonly name: string }
  /** Of what has no exit code: what it came to. */
  | { readonly kind: 'came-to'; readonly end: 'painted' | 'told' | 'given-up' }
  | { readonly kind: 'hung' };

/** What a lane saw of a run, without an opinion. */
export interface Observed {
  readonly ending: Ending;
  /** What people were told. */
  readonly words: string;
  /** Names of originals whose bytes are not those that the lane wrote last. */
  readonly touched: readonly string[];
  /** All files in the run's places when it had ended. */
  readonly files: readonly FileSeen[];
  /** What a page or a process threw and nobody caught. */
  readonly uncaught: readonly string[];
}

/** What the documentation allows for a fault. */
export interface Allowed {
  /** Exit codes; of what has none, ends. */
  readonly ends: readonly (number | string)[];
  /** A run that is killed from outside says nothing and cannot tidy up. */
  readonly isKilled?: boolean;
  /** What took the painting's place may have taken the painting with it. */
  readonly mayLeaveNothing?: boolean;
  /** What is told of an end that is not a success. */
  readonly says?: RegExp;
}
