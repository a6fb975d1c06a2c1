/** What an input is beside bytes, so that it can be changed and still be one. */
export type Form = 'json' | 'safetensors';

/** A parser, as far as strangers reach it. */
export interface FuzzTarget {
  readonly name: string;
  /** Small whole inputs, of which the others are made; the same every time. */
  readonly seeds: () => readonly Uint8Array[] | Promise<readonly Uint8Array[]>;
  /** What is put into inputs beside bytes, such as the names of fields. */
  readonly words?: readonly string[];
  /** What its inputs are beside bytes. */
  readonly form?: Form;
  /** Executions of the quick pass among the unit tests. */
  readonly quick?: number;
  /**
   * Reads an input as the program would. It returns, or throws one of the project's own errors.
   *
   * @returns a word for what it was, if there is one: inputs with a new one are kept to be changed further
   */
  readonly read: (input: Uint8Array) => unknown;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** An input that is text. */
export function textInput(text: string): Uint8Array {
  return encoder.encode(text);
}

/** The text of an input, whatever its bytes are. */
export function textOf(input: Uint8Array): string {
  return decoder.decode(input);
}

/** The JSON of an input; text that is none counts as a string. */
export function jsonOf(input: Uint8Array): unknown {
  const text = textOf(input);
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
