import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Kernels } from './load-kernels.js';
import { createTeam } from './team.js';

const { Instance } = WebAssembly;
let trap: Error;

// Kernels that end in a trap, as they do after two minutes without an answer.
beforeEach(() => {
  const lead = () => {
    throw trap;
  };
  const exports = { lead, wait: lead, ROWS: { value: 4 }, COLUMNS: { value: 4 } };
  Object.assign(WebAssembly, {
    Instance: class {
      readonly exports = exports;
    },
  });
});

afterEach(() => {
  WebAssembly.Instance = Instance;
});

const run = () => createTeam({} as Kernels, null).run('gram', {} as never);

it('says so when a thread does not answer', () => {
  trap = new WebAssembly.RuntimeError('unreachable');
  expect(run).toThrow(
    'A thread of the computation ended before its work was done (it did not answer); run again with fewer threads.',
  );
});

it('hides no other trap', () => {
  trap = new WebAssembly.RuntimeError('memory access out of bounds');
  expect(run).toThrow(trap);
});
