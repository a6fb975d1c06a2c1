import { inEnglish, type Sentence, saidBy, sentence } from '@pastiche/core/sentence';
import type { Reader } from './channel.js';
import { ChannelError } from './channel-error.js';
import { readSentence } from './read-said.js';
import { record, text } from './readers.js';

/** An error as plain data. */
export interface WireError {
  readonly code: string;
  readonly name: string;
  readonly message: string;
  /** What people are told, as it can be translated; without it, `message`. */
  readonly said?: Sentence | undefined;
  /** Stacks of the error and of its causes. */
  readonly details: string;
}

export const readWireError: Reader<WireError> = record({
  code: text(),
  name: text(),
  message: text(),
  said: (value) => (value === undefined ? undefined : readSentence(value)),
  details: text(),
});

const SPEECHLESS = sentence`Something went wrong at the other side, and the error says no more.`;

const UNREADABLE: WireError = {
  code: 'failed',
  name: 'Error',
  message: inEnglish(SPEECHLESS),
  said: SPEECHLESS,
  details: '',
};

/** Turns whatever was thrown into plain data; a code that is no text (a DOMException's) becomes `failed`. */
export function toWireError(thrown: unknown): WireError {
  try {
    const error = fieldsOf(thrown);
    const message = textOr(error.message, typeof thrown === 'string' ? thrown : '');
    return {
      code: textOr(error.code, UNREADABLE.code),
      name: textOr(error.name, UNREADABLE.name),
      message: message === '' ? UNREADABLE.message : message,
      ...saidOf(thrown),
      details: textOr(error.details, '') || stacksOf(thrown),
    };
  } catch {
    // A getter of the error threw.
    return UNREADABLE;
  }
}

/** The error as it was at the other side, with the name it had there. */
export function fromWireError({ code, message, ...rest }: WireError): ChannelError {
  return new ChannelError(code, message, rest);
}

function saidOf(thrown: unknown): { readonly said?: Sentence } {
  const said = saidBy(thrown);
  if (typeof said === 'string') return {};
  try {
    return { said: readSentence(said) };
  } catch {
    // Another program's error has a field of that name.
    return {};
  }
}

function stacksOf(thrown: unknown): string {
  const stacks: string[] = [];
  let error = thrown;
  // A cause may be a cause of itself.
  for (let depth = 0; depth < 5 && error !== undefined && error !== null; depth++) {
    const { stack, cause } = fieldsOf(error);
    stacks.push(typeof stack === 'string' ? stack : String(error));
    error = cause;
  }
  return stacks.join('\ncaused by ');
}

function fieldsOf(thrown: unknown): { readonly [field: string]: unknown } {
  return typeof thrown === 'object' && thrown !== null
    ? (thrown as { readonly [field: string]: unknown })
    : {};
}

function textOr(value: unknown, otherwise: string): string {
  return typeof value === 'string' ? value : otherwise;
}
