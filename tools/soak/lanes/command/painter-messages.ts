/** What the process that paints again and again is told to do. */
export interface PainterOrder {
  readonly args: readonly string[];
  readonly cwd: string;
  readonly home: string;
  readonly temporary: string;
  /** Its threads are ended after so many ms; `null`: they are left. */
  readonly threadAfterMs: number | null;
  readonly jumps: readonly { readonly afterMs: number; readonly byMs: number }[];
  /** Ctrl-C comes after so many ms; `null`: it does not. */
  readonly interruptAfterMs: number | null;
}

/** How that went, and the memory that it holds afterwards. */
export interface PainterAnswer {
  readonly code: number;
  readonly words: string;
  /** MB, after a collection. */
  readonly live: number;
  /** MB. */
  readonly resident: number;
}
