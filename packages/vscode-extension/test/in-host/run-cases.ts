import { patience } from '@pastiche/test-fixtures/patience';

/** Tests by their names. There is no test runner that lives in both kinds of extension host. */
export type Cases = Readonly<Record<string, () => Promise<void>>>;

const PATIENCE_MS = 180_000;
const POLL_MS = 100;

/** Runs them one after another and says how each ended. @throws Error that names what failed */
export async function runCases(cases: Cases): Promise<void> {
  const failed: string[] = [];
  for (const [name, test] of Object.entries(cases)) {
    try {
      await test();
      printLine(`passed: ${name}`);
    } catch (error) {
      failed.push(name);
      printLine(`failed: ${name}: ${error instanceof Error ? error.message : error}`);
    }
  }
  if (failed.length > 0) throw new Error(`${failed.length} failed: ${failed.join('; ')}`);
}

/** VS Code hands the console of an extension host that runs tests to whoever drives the window. */
export function printLine(line: string): void {
  // biome-ignore lint/suspicious/noConsole: it is the only way out of the extension host
  console.log(line);
}

export function equal<T>(found: T, wanted: T): void {
  if (found !== wanted) throw new Error(`expected ${String(wanted)}, but came ${String(found)}`);
}

export async function until(what: string, isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = Date.now() + patience(PATIENCE_MS); Date.now() < end; ) {
    if (await isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  throw new Error(`There should be ${what}, but there is none.`);
}
