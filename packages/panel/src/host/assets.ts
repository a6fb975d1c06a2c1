/** The files that the panel brings, by name. */
export type AssetName =
  | 'engine.js'
  | 'vgg19-lite.safetensors'
  | 'tfjs-backend-wasm-simd.wasm'
  | `styles/${string}.webp`;

/** Reads the panel's own files from wherever the host's build put them. */
export interface Assets {
  /** @throws Error with a sentence when the file is not there. */
  read(name: AssetName): Promise<Uint8Array>;
  /** Ways in which the engine's worker may be started, tried in this order before the page itself. */
  readonly workerKinds: readonly WorkerKind[];
  /** The address of `engine.js`, for the worker kind `address`. */
  readonly engineAddress?: string;
  /** The nonce that the content security policy asks of scripts, if it does. */
  readonly scriptNonce?: string;
}

/**
 * `address`: from a URL of the page's own origin, under the policy that its server sends; `data` and `blob`: from the
 * source, under the page's policy. One from `data:` has no origin, and so keeps no weights.
 */
export type WorkerKind = 'address' | 'data' | 'blob';
