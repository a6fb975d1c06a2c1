// The command line's own tests that run on Windows, under that system's rules of paths on every other.
import { readdirSync } from 'node:fs';
import { windowsFiles, windowsPath, windowsSystem } from '@pastiche/test-fixtures/windows-files';
import 'sharp';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { outputName } from './output/output-name.js';
import { assignOutputs } from './output/output-path.js';
import { numberedName } from './output/save-nearby.js';
import { maskOfContent } from './plan/mask-of-content.js';

vi.mock('node:path', async (original) => windowsPath(await original()));
vi.mock('node:os', async (original) => windowsSystem(await original()));
vi.mock('node:fs/promises', async (original) => windowsFiles(await original()));

const ON_WINDOWS = process.platform === 'win32';
/**
 * Painting and decoding takes long, and libvips itself opens files there; and what replaces Node's modules on its own
 * account.
 */
const LEFT_OUT =
  /^jobs|(open-picture|picture-file|stored-colour|tiff-picture|without-links|windows-paths)\.test/;

const tests = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.test.ts') && !LEFT_OUT.test(file) && !ON_WINDOWS)
  .sort();

// While the tests are listed: those that Windows has to leave out are left out here.
const platform = Object.getOwnPropertyDescriptor(process, 'platform') ?? {};
Object.defineProperty(process, 'platform', { ...platform, value: 'win32' });

beforeAll(() => {
  Object.defineProperty(process, 'platform', platform);
});

describe.each(tests)('under the path rules of Windows, %s', async (file) => {
  await import(`${import.meta.dirname}/${file}`);
});

describe('a path of Windows', () => {
  it.each([
    ['{name}.mask.png', 'photos\\a.b.jpg', 'photos\\a.b.mask.png'],
    ['masks/{name}.png', 'C:\\photos\\a.jpg', 'C:\\photos\\masks\\a.png'],
    ['D:\\masks\\{name}.png', 'photos/a.jpg', 'D:\\masks\\a.png'],
    ['{name}.mask.png', '\\\\server\\share\\a.jpg', '\\\\server\\share\\a.mask.png'],
  ])('such as %s is for %s the mask %s', (mask, content, found) => {
    expect(maskOfContent(mask, content)).toBe(found);
  });

  it('gives a result the names of its content and its style, without folders and drives', () => {
    expect(outputName('C:\\in\\harbour.jpg', ['D:night.jpg', 'a/b\\wave.png'])).toBe(
      'harbour.night+wave.jpg',
    );
    expect(numberedName('painted.png', 2)).toBe('painted-2.png');
  });

  it.each(['C:\\new\\', 'C:\\new', 'C:/new/', 'C:\\new.d/'])(
    'such as %s, not there yet, is a folder to write to',
    async (output) => {
      const contents = { files: ['C:\\in\\a.jpg'], several: false };
      const [first] = await assignOutputs({ contents, styles: ['night.jpg'], output });
      expect(first?.output).toMatch(/^C:\\new(\.d)?\\a\.night\.jpg$/);
    },
  );
});
