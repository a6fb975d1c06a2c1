import { inEnglish, type Said } from '@pastiche/core/sentence';

/** The codes that a channel gives by itself; an error of the other side keeps its own. */
export type ChannelErrorCode =
  | 'aborted'
  | 'timed-out'
  | 'channel-closed'
  | 'unknown-request'
  | 'bad-message'
  /** The other side threw an error that has no code. */
  | 'failed';

export interface ChannelErrorOptions {
  /** Of an error that was thrown at the other side. */
  readonly name?: string;
  /** The stacks of the other side, for a report; never for people unasked. */
  readonly details?: string;
  /** What people are told, where it is not `message`. */
  readonly said?: Said | undefined;
}

/**
 * Why a request got no reply: the channel's own reason, or the error that the other side threw,
 * with its `name`, `code` and `message`. The message is a sentence for people.
 */
export class ChannelError extends Error {
  override readonly name: string;
  readonly code: ChannelErrorCode | (string & {});
  readonly details: string;
  /** What people are told, as it can be translated. */
  readonly said: Said;

  constructor(
    code: ChannelErrorCode | (string & {}),
    message: Said,
    options: ChannelErrorOptions = {},
  ) {
    super(inEnglish(message));
    this.name = options.name ?? 'ChannelError';
    this.code = code;
    this.details = options.details ?? '';
    this.said = options.said ?? message;
  }
}
