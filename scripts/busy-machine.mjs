import { spawn } from 'node:child_process';

/**
 * Makes this machine busy: starts programs that do nothing but compute, until they are stopped or this process ends.
 *
 * @param {number} programs
 * @returns {() => Promise<void>} stops them; resolves when all have ended
 */
export function keepBusy(programs) {
  const children = Array.from({ length: programs }, () =>
    // Its standard input ends with this process, however that ends.
    spawn(process.execPath, ['-e', COMPUTE], { stdio: ['pipe', 'ignore', 'ignore'] }),
  );
  const ended = children.map((child) => new Promise((resolve) => child.once('close', resolve)));
  return async () => {
    for (const child of children) child.kill();
    await Promise.all(ended);
  };
}

/** Looks at its input between two stretches of work. */
const COMPUTE = `
process.stdin.on('end', () => process.exit()).resume();
(function compute() {
  for (const end = performance.now() + 100; performance.now() < end; );
  setImmediate(compute);
})();
`;
