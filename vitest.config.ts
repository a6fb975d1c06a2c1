import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const resolve = { conditions: ['pastiche-source'] };
const ssr = { resolve: { conditions: ['pastiche-source'] } };
/** What people read is English here, on whoever's machine. */
const env = { LC_ALL: 'C.UTF-8' };
const setupFiles = ['packages/test-fixtures/src/matchers.ts'];

export default defineConfig({
  test: {
    // One core less, which is the default, is half of a small machine.
    maxWorkers: availableParallelism(),
    projects: [
      {
        resolve,
        ssr,
        test: {
          name: 'unit',
          include: [
            'packages/*/src/**/*.test.ts',
            'tools/!(test)/**/*.test.ts',
            'scripts/!(test)/**/*.test.ts',
          ],
          env,
          setupFiles,
          // Only what hangs should end by these, on however busy a machine.
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
      {
        resolve,
        ssr,
        test: {
          name: 'integration',
          include: [
            'packages/*/test/**/*.test.ts',
            'tools/test/**/*.test.ts',
            'scripts/test/**/*.test.ts',
          ],
          env,
          // The limits of these tests come from there.
          setupFiles: [...setupFiles, 'packages/test-fixtures/src/patience/patient-tests.ts'],
          fileParallelism: false,
        },
      },
    ],
  },
});
