import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { listenToWasm, startListenable, takeWasmComplaints } from './wasm-remarks.js';

const COMPLAINT =
  'XNN status for xnn_create_convolution2d_nhwc_f32 is not successful. Got status 6. Use -c dbg to see XNN logs.';

const warn = vi.spyOn(console, 'warn');
/** What others have of the console. */
const others = console as Pick<Console, 'warn'>;

beforeEach(() => warn.mockReset().mockImplementation(() => undefined));
afterEach(() => void takeWasmComplaints());

/** What a WASM module does as it begins: it takes hold of `console.warn` for good. */
async function startedModule(): Promise<(text: string) => void> {
  let print = (_: string) => {};
  await startListenable(async () => {
    print = others.warn.bind(others);
  });
  return print;
}

it('keeps complaints from the console while somebody listens, and no longer', async () => {
  const print = await startedModule();
  const stop = listenToWasm();
  print(COMPLAINT);
  expect(warn).not.toHaveBeenCalled();
  expect(takeWasmComplaints()).toEqual([COMPLAINT]);
  expect(takeWasmComplaints()).toEqual([]);
  stop();
  print(COMPLAINT);
  expect(warn.mock.calls).toEqual([[COMPLAINT]]);
});

it('passes on all else, and leaves the console to others', async () => {
  const print = await startedModule();
  const stop = listenToWasm();
  print('The threads are slow today.');
  others.warn(COMPLAINT, 'said by another');
  stop();
  expect(warn.mock.calls).toEqual([
    ['The threads are slow today.'],
    [COMPLAINT, 'said by another'],
  ]);
  expect(takeWasmComplaints()).toEqual([]);
});

it('lets the remarks of a module that does not start be seen', async () => {
  await startListenable(async () => others.warn('failed to asynchronously prepare wasm'));
  expect(warn.mock.calls).toEqual([['failed to asynchronously prepare wasm']]);
});
