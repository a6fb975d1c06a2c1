import { mkdir, writeFile } from 'node:fs/promises';
import { blobsPicture } from '@pastiche/test-fixtures';
import sharp from 'sharp';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildProgram } from './built-program.js';
import { openWorkshop, SHALLOW, type Workshop } from './workshop.js';

let shop: Workshop;

beforeAll(buildProgram);

beforeEach(async () => {
  shop = await openWorkshop();
  await mkdir(shop.path('in'));
  for (const [index, name] of ['a.png', 'b.JPG', 'c.gif'].entries()) {
    await shop.draw(`in/${name}`, blobsPicture(40, 30, index));
  }
});

afterEach(() => shop.close());

const paintAll = (...more: string[]) =>
  shop.run(
    ...['stylize', 'in', '--style=night.png', '-o', 'out', ...SHALLOW],
    ...['--iterations=2', ...more],
  );

describe('pastiche stylize on a folder', () => {
  it('paints every picture in its own format, with one summary', async () => {
    for (const name of ['d.webp', 'e.tif', 'f.avif']) {
      await shop.draw(`in/${name}`, blobsPicture(40, 30, 9));
    }
    const { code, stderr } = await paintAll();
    expect(code).toBe(0);
    expect(stderr).toMatch(/\n6 painted in [^\n]+\.\n$/);
    expect(await shop.list('out')).toEqual([
      ...['a.night.png', 'b.night.jpg', 'c.night.png', 'd.night.webp', 'e.night.tif'],
      'f.night.avif',
    ]);
    for (const name of await shop.list('out')) {
      const { width, height, hasProfile } = await sharp(shop.path(`out/${name}`)).metadata();
      expect({ name, width, height, hasProfile }).toEqual({
        name,
        width: 48,
        height: 36,
        hasProfile: true,
      });
    }
  });

  it('paints in several processes to the same pixels', async () => {
    await paintAll();
    const { code, stdout } = await shop.run(
      ...['stylize', 'in', '--style=night.png', '--output=side', ...SHALLOW],
      ...['--iterations=2', '--jobs=2', '--json'],
    );
    expect(code).toBe(0);
    const done = stdout.match(/"phase":"done"/g);
    expect(done).toHaveLength(3);
    expect(await shop.list('side')).toEqual(await shop.list('out'));
    const one = await sharp(shop.path('out/a.night.png')).raw().toBuffer();
    const other = await sharp(shop.path('side/a.night.png')).raw().toBuffer();
    expect(one.equals(other)).toBe(true);
  });

  it.each(['--jobs=1', '--jobs=2'])(
    'goes on after a failure with %s and lists it',
    async (jobs) => {
      await writeFile(shop.path('in/bad.png'), 'no picture');
      const { code, stderr } = await paintAll(jobs);
      expect(code).toBe(1);
      expect(stderr).toMatch(
        /\npastiche: 3 painted, 1 failed in [^\n]+\.\n {2}in\/bad\.png: The file should be a picture [^\n]+\n$/,
      );
      expect(await shop.list('out')).toHaveLength(3);
    },
  );

  it('shares the contents out', async () => {
    expect((await paintAll('--shard=1/2')).code).toBe(0);
    expect(await shop.list('out')).toEqual(['a.night.png', 'c.night.png']);
    expect((await paintAll('--shard=2/2')).code).toBe(0);
    expect(await shop.list('out')).toHaveLength(3);
    expect((await paintAll('--shard=9/9')).code).toBe(0);
  });

  it('is safe to run again: refused, or going on with what is missing', async () => {
    await paintAll('--shard=1/2');
    const refused = await paintAll();
    expect(refused).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('out/a.night.png exists already and was left as it is;'),
    });
    const resumed = await paintAll('--skip-existing');
    expect(resumed.code).toBe(0);
    expect(resumed.stderr).toContain('2 left out, because their results exist.');
    expect(resumed.stderr).toContain('Saved out/b.night.jpg');
    expect(await shop.list('out')).toHaveLength(3);
  });

  it('refuses what works with one content only', async () => {
    for (const option of ['--checkpoint=x', '--resume=x', '--timelapse=x']) {
      const { code, stderr } = await paintAll(option);
      expect(code).toBe(2);
      expect(stderr).toBe(
        `pastiche: ${option.split('=')[0]} works with one content; 3 were given.\n`,
      );
    }
  });
});
