import { inEnglish, type Said } from '@pastiche/core/sentence';

/** A preset in plugin data that cannot be written or read; `message` is a sentence for people. */
export class PluginDataError extends Error {
  override readonly name = 'PluginDataError';
  /** `absent`: no preset is there; `damaged`: a part of it is missing or of another writing. */
  readonly code: 'absent' | 'damaged' | 'newer-version' | 'invalid-id';

  /** `message` as it can be translated. */
  readonly said: Said;

  constructor(code: PluginDataError['code'], message: Said) {
    super(inEnglish(message));
    this.code = code;
    this.said = message;
  }
}
