import { defineConfig } from 'vitest/config';

const resolve = { conditions: ['pastiche-source'] };
const ssr = { resolve: { conditions: ['pastiche-source'] } };
const setupFiles = ['packages/test-fixtures/src/matchers.ts'];

export default defineConfig({
  test: {
    projects: [
      {
        resolve,
        ssr,
        test: {
          name: 'unit',
          include: ['packages/*/src/**/*.test.ts', 'tools/!(test)/**/*.test.ts'],
          setupFiles,
          testTimeout: 60_000,
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
          // The limits of these tests come from there.
          setupFiles: [...setupFiles, 'packages/test-fixtures/src/patience/patient-tests.ts'],
          fileParallelism: false,
        },
      },
    ],
  },
});
