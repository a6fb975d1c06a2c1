import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { blobsPicture } from '@pastiche/test-fixtures';
import { patience } from '@pastiche/test-fixtures/patience';
import sharp from 'sharp';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildProgram } from './built-program.js';
import { openWorkshop, SHALLOW, type Workshop } from './workshop.js';

const INPUTS = ['night.png', 'photo.png', 'vgg19.safetensors'];
const ENDLESS = ['--style=night.png', ...SHALLOW, '--iterations=10000', '--json'];

let shop: Workshop;

beforeAll(buildProgram);

beforeEach(async () => {
  shop = await openWorkshop();
});

afterEach(() => shop.close());

describe.skipIf(process.platform === 'win32')('Ctrl-C', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)('%s saves what is there and says so', async (signal) => {
    const running = shop.start(
      ...['stylize', 'photo.png', '--output=out.png', '--checkpoint=run.checkpoint', ...ENDLESS],
    );
    await running.hasPrinted(/"overall":\{"index":3,/);
    running.child.kill(signal);
    const { code, stdout, stderr } = await running.finished;
    expect(code).toBe(130);
    expect(stderr).toMatch(
      /^Stopping after this iteration; press Ctrl-C again to end at once\.\nInterrupted after \d+ of 10000 iterations; what was there is saved as out\.png \(48 × 36 px\)\.\n$/,
    );
    expect(JSON.parse(stdout.trimEnd().split('\n').at(-1)!)).toMatchObject({
      phase: 'done',
      stoppedEarly: true,
    });
    expect((await sharp(shop.path('out.png')).metadata()).width).toBe(48);
    expect(await shop.list()).toEqual([...INPUTS, 'out.png', 'run.checkpoint'].sort());
  });

  it('twice ends at once and leaves nothing behind', async () => {
    const running = shop.start('stylize', 'photo.png', '--output=out.png', ...ENDLESS);
    await running.hasPrinted(/"phase":"preparing"/);
    running.child.kill('SIGINT');
    running.child.kill('SIGTERM');
    const { code } = await running.finished;
    expect(code).toBe(130);
    expect(await shop.list()).toEqual(INPUTS);
  });

  it('stops the processes of --jobs, which save what is there', async () => {
    await shop.draw('second.png', blobsPicture(64, 48, 3));
    await shop.draw('third.png', blobsPicture(64, 48, 4));
    const running = shop.start(
      ...[
        'stylize',
        'photo.png',
        'second.png',
        'third.png',
        '--output=out/',
        '--jobs=2',
        ...ENDLESS,
      ],
    );
    await running.hasPrinted(/"content":"photo\.png","phase":"painting"/);
    await running.hasPrinted(/"content":"second\.png","phase":"painting"/);
    running.child.kill('SIGINT');
    const { code, stderr } = await running.finished;
    expect(code).toBe(130);
    expect(stderr).toContain('pastiche: Interrupted: 2 painted, 1 left out in ');
    expect(await shop.list('out')).toEqual(['photo.night.png', 'second.night.png']);

    const again = await shop.run(
      ...['stylize', 'photo.png', 'second.png', 'third.png', '--output=out/', '--iterations=2'],
      ...['--style=night.png', ...SHALLOW, '--skip-existing'],
    );
    expect(again.stderr).toContain('\n3 painted in ');
    const third = await shop.run('info', 'out/photo.night.png');
    expect(JSON.parse(third.stdout)).toMatchObject({ parameters: { iterations: 2 } });
  });

  it.skipIf(process.platform !== 'linux')('leaves no process of --jobs behind', async () => {
    await shop.draw('second.png', blobsPicture(64, 48, 3));
    const running = shop.start(
      ...['stylize', 'photo.png', 'second.png', '--output=out/', '--jobs=2', ...ENDLESS],
    );
    await running.hasPrinted(/"content":"second\.png","phase":"painting"/);
    const { pid } = running.child;
    const children = (await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8'))
      .trim()
      .split(' ');
    expect(children).toHaveLength(2);
    running.child.kill('SIGKILL');
    await running.finished;
    await expect
      .poll(() => children.filter((child) => existsSync(`/proc/${child}`)), {
        timeout: patience(30_000),
      })
      .toEqual([]);
  });

  it('lets a reader of --json go away without ending the run', async () => {
    const running = shop.start(
      ...['stylize', 'photo.png', '--style=night.png', '--output=out.png', '--json', ...SHALLOW],
      '--iterations=6',
    );
    await running.hasPrinted(/"phase":"preparing"/);
    running.child.stdout?.destroy();
    expect((await running.finished).code).toBe(0);
    expect(await shop.list()).toContain('out.png');
  });
});
