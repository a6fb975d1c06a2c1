/** What TensorFlow.js's WASM module prints when it has failed and goes on all the same, or ends. */
const COMPLAINT = /^XNN status|is not successful|^Aborted\(/;

/** Of more than these nobody learns anything new. */
const MOST_KEPT = 8;

let listeners = 0;
let complaints: string[] = [];

/**
 * Starts the WASM module so that what it prints about its own failures can be kept from the console:
 * it takes hold of `console.warn` for good as it begins, and has no other way to be told where to
 * print. All else that comes that way is passed on.
 */
export async function startListenable<T>(start: () => Promise<T>): Promise<T> {
  const { warn } = console;
  let started = false;
  const hear = (...words: unknown[]) => {
    const text = words.join(' ');
    if (!started || listeners === 0 || !COMPLAINT.test(text)) warn.apply(console, words);
    else if (complaints.length < MOST_KEPT) complaints.push(text);
  };
  console.warn = hear;
  try {
    return await start();
  } finally {
    started = true;
    // biome-ignore lint/suspicious/noConsole: given back, unless another has taken hold of it meanwhile
    if (console.warn === hear) console.warn = warn;
  }
}

/** From here on the module's complaints are kept, until the function that comes back is called. */
export function listenToWasm(): () => void {
  listeners += 1;
  let listening = true;
  return () => {
    if (!listening) return;
    listening = false;
    listeners -= 1;
    if (listeners === 0) complaints = [];
  };
}

/** What the module complained of since it was last asked, one line each; empty when it did not. */
export function takeWasmComplaints(): readonly string[] {
  const taken = complaints;
  complaints = [];
  return taken;
}
