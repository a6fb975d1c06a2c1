/** What the simulated editor is told to paint, and what is done meanwhile; after so many ms, `null`: not. */
export interface BatchOrder {
  readonly pictures: readonly string[];
  readonly backend: 'wasm' | 'webgl';
  readonly cancelsAfterMs: number | null;
  readonly closesTabAfterMs: number | null;
  readonly losesContextAfterMs: number | null;
  readonly killsWorkerAfterMs: number | null;
  readonly jumps: readonly { readonly afterMs: number; readonly byMs: number }[];
}

/** How that went, and the memory that the host holds afterwards. */
export interface BatchAnswer {
  /** `null`: nobody was told anything. */
  readonly told: 'information' | 'error' | null;
  readonly words: string;
  readonly uncaught: readonly string[];
  /** MB, after a collection. */
  readonly live: number;
  /** MB. */
  readonly resident: number;
}
