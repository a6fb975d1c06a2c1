import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { installedChromium } from '../chromium.mjs';

const folder = mkdtempSync(join(tmpdir(), 'pastiche-chromium-'));
const suffix = process.platform === 'win32' ? '.exe' : '';
const program = (...names: string[]) => join(folder, ...names) + suffix;

beforeAll(() => {
  for (const name of ['first', 'second']) mkdirSync(join(folder, name));
  for (const path of [program('first', 'chromium'), program('second', 'google-chrome')]) {
    writeFileSync(path, '');
    chmodSync(path, 0o755);
  }
});

afterAll(() => rmSync(folder, { recursive: true }));

it('takes CHROME_PATH before anything on PATH', () => {
  const CHROME_PATH = program('first', 'chromium');

  expect(installedChromium({ CHROME_PATH, PATH: join(folder, 'second') })).toBe(CHROME_PATH);
});

it('refuses a CHROME_PATH that is no program', () => {
  const CHROME_PATH = join(folder, 'first');

  expect(() => installedChromium({ CHROME_PATH })).toThrow(
    `CHROME_PATH is "${CHROME_PATH}", which is not a program; set it to Chrome's or Chromium's, or unset it.`,
  );
});

it('looks on PATH for Chrome first, then for Chromium', () => {
  const PATH = [join(folder, 'first'), join(folder, 'second')].join(delimiter);

  expect(installedChromium({ PATH })).toBe(program('second', 'google-chrome'));
  expect(installedChromium({ PATH: join(folder, 'first') })).toBe(program('first', 'chromium'));
});
