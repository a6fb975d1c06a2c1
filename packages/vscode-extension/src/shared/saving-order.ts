/** A painting that is about to be saved. */
export interface SavingOrder {
  /** Id of one of the saving actions. */
  readonly action: string;
  /** Name of the content it was painted from, if that is known. */
  readonly contentName: string | null;
  readonly suggestedName: string;
  /** px */
  readonly width: number;
  readonly height: number;
}

/** How a painting is to be written before it is handed over: only a webview can encode. */
export interface Encoding {
  readonly mediaType: 'image/png' | 'image/jpeg' | 'image/webp';
  /** For JPEG and WebP, 0..1. */
  readonly quality: number;
}
