import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Frame, Page } from 'playwright-core';
import type { HostTheme } from '../../panel/playground/states-themes.js';

/** As axe tells of it. */
interface Violation {
  readonly id: string;
  readonly nodes: readonly {
    readonly target: readonly string[];
    readonly any: readonly { readonly message: string }[];
  }[];
}

interface Realm {
  readonly axe: { run(context: Document): Promise<{ readonly violations: readonly Violation[] }> };
}

const panel = createRequire(new URL('../../panel/package.json', import.meta.url));

/** What axe finds wrong with a page in one of VS Code's themes, by all of its rules. */
export async function axeFindings(page: Page, theme: HostTheme): Promise<string[]> {
  await page.evaluate(({ bodyClass, variables }) => {
    document.body.className = bodyClass;
    for (const [name, value] of Object.entries(variables)) {
      document.documentElement.style.setProperty(`--${name}`, value);
    }
  }, theme);
  return axeFindingsIn(page);
}

/** What axe finds wrong with a page, or with what a frame shows, as it is. */
export async function axeFindingsIn(page: Page | Frame): Promise<string[]> {
  await page.evaluate(readFileSync(panel.resolve('axe-core/axe.min.js'), 'utf8'));
  return page.evaluate(async () => {
    const { violations } = await (globalThis as unknown as Realm).axe.run(document);
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, any }) => `${id} ${target.join(' ')} ${any[0]?.message}`),
    );
  });
}
