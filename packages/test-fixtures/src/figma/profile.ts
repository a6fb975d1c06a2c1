/** What differs from one Figma to another. */
export interface FigmaProfile {
  /** `strict` reads Figma's documentation in the narrowest way, `lenient` is what people report. */
  readonly csp: 'strict' | 'lenient';
  /** How the plugin's window is put into the page. */
  readonly embedding: 'srcdoc' | 'data';
  readonly theme: 'light' | 'dark';
  readonly editorType: 'figma' | 'figjam' | 'dev' | 'slides' | 'buzz';
  /** As in Dev Mode and in files that one may only view: only plugin data can be written. */
  readonly readOnly: boolean;
  /** The language of the person's browser, BCP 47. */
  readonly locale: string;
}

export const DEFAULT_PROFILE: FigmaProfile = {
  csp: 'strict',
  embedding: 'srcdoc',
  theme: 'light',
  editorType: 'figma',
  readOnly: false,
  locale: 'en-US',
};

/** What the network says to one address. */
export type NetworkAnswer =
  | 'refuse'
  | {
      readonly status?: number;
      /** `access-control-allow-origin: *` unless given. */
      readonly headers?: Readonly<Record<string, string>>;
      readonly body: Uint8Array | string;
      readonly delayMs?: number;
    };
