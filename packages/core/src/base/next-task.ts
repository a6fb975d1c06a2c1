/** Lets timers, messages and signals be heard: on WASM an iteration holds the thread throughout. */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
