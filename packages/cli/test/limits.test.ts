import { writeFile } from 'node:fs/promises';
import { blobsPicture, gifFile } from '@pastiche/test-fixtures';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildProgram } from './built-program.js';
import { openWorkshop, SHALLOW, type Workshop } from './workshop.js';

let shop: Workshop;

beforeAll(buildProgram);

beforeEach(async () => {
  shop = await openWorkshop();
  const frame = { left: 0, top: 0, width: 8, height: 8, colour: 0 } as const;
  await writeFile(shop.path('long.gif'), gifFile(Array.from({ length: 101 }, () => frame)));
});

afterEach(() => shop.close());

describe('pastiche --limits strict', () => {
  it('refuses a style of too many frames, and writes nothing', async () => {
    const args = ['stylize', 'photo.png', '--style=long.gif', '-o', 'out.png', '--iterations=1'];
    const { code, stderr } = await shop.run(...args, ...SHALLOW, '--limits=strict');
    expect([code, stderr]).toEqual([
      1,
      'pastiche: long.gif holds 101 frames or pages, but with --limits strict at most 100 are read; save one of them as a picture of its own.\n',
    ]);
    expect(await shop.list()).not.toContain('out.png');
    expect(await shop.run(...args, ...SHALLOW)).toMatchObject({ code: 0 });
  });

  it('holds in child processes, each of which paints one picture', async () => {
    await shop.shell('mkdir photos && cp long.gif photos/');
    await shop.draw('photos/a.png', blobsPicture(48, 36, 5));
    const { code, stderr } = await shop.run(
      ...['stylize', 'photos', '--style=night.png', '-o', 'out', '--iterations=1', ...SHALLOW],
      ...['--jobs=2', '--limits=strict'],
    );
    expect(stderr).toContain('photos/long.gif holds 101 frames or pages');
    expect(code).toBe(1);
    expect(await shop.list('out')).toEqual(['a.night.png']);
  });

  it('takes no other name', async () => {
    const { code, stderr } = await shop.run('info', '--limits=none');
    expect(code).toBe(2);
    expect(stderr).toContain('default, strict');
  });
});
