import { ChannelError } from './channel-error.js';
import { record, text } from './readers.js';

/** An error as plain data. */
export interface WireError {
  readonly code: string;
  readonly name: string;
  readonly message: string;
  /** Stacks of the error and of its causes. */
  readonly details: string;
}

export const readWireError = record({
  code: text(),
  name: text(),
  message: text(),
  details: text(),
});

const UNREADABLE: WireError = {
  code: 'failed',
  name: 'Error',
  message: 'Something went wrong at the other side, and the error says no more.',
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
      details: textOr(error.details, '') || stacksOf(thrown),
    };
  } catch {
    // A getter of the error threw.
    return UNREADABLE;
  }
}

/** The error as it was at the other side, with the name it had there. */
export function fromWireError({ code, name, message, details }: WireError): ChannelError {
  return new ChannelError(code, message, { name, details });
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
