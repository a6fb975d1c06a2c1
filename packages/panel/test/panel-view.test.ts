import type { BrowserPage } from '@pastiche/test-fixtures/browser-page';
import { chromiumPath, NO_CHROMIUM } from '@pastiche/test-fixtures/chromium';
import type { ReadonlySignal, Signal } from '@preact/signals';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type {} from '../playground/states-model.js';
import type { Job, Vgg19State } from '../src/model/model.js';
import { openGallery, show } from './states-browser.js';

const chromePath = chromiumPath();
let gallery: BrowserPage;
let page: Page;

beforeAll(async () => {
  if (!chromePath) return;
  gallery = await openGallery(chromePath);
  page = gallery.page;
});

beforeEach(async ({ skip }) => {
  if (!chromePath) return skip(NO_CHROMIUM);
  await page.setViewportSize({ width: 320, height: 700 });
});

afterEach(() => {
  expect(gallery?.errors ?? []).toEqual([]);
});

afterAll(async () => {
  await gallery?.close();
});

/** Shows a state anew, also when it is shown already. */
async function open(state: string, dress = 'plain'): Promise<void> {
  await show(page, { state: 'nothing', dress, theme: 'light' });
  await show(page, { state, dress, theme: 'light' });
}

/** What was asked of the model so far. */
function asked(): Promise<unknown> {
  return page.evaluate(() => JSON.parse(JSON.stringify(globalThis.gallery!.asked)));
}

/** Changes the model's signals as a run that begins, or ends, does. */
function setRunning(running: boolean): Promise<void> {
  return page.evaluate((busy) => {
    const model = globalThis.gallery!.model;
    const set = <T>(signal: ReadonlySignal<T>, value: T) => {
      (signal as Signal<T>).value = value;
    };
    set(model.busy, busy);
    set<Job>(
      model.job,
      busy ? { kind: 'preparing', scale: null, progress: null } : { kind: 'cancelled' },
    );
  }, running);
}

const focusedWords = () => page.evaluate(() => document.activeElement?.textContent);

describe('a run', () => {
  it('that could not have VGG19 goes on with the built-in network, or is tried again', async () => {
    await open('failed-vgg19');
    await page.getByRole('button', { name: 'Use the built-in network' }).click();
    await page.getByRole('button', { name: 'Try again' }).click();
    expect(await asked()).toEqual([['tryAgain', { network: 'vgg19-lite' }], ['tryAgain']]);
  });

  it('that waits for another can only be cancelled, and one that stops can be, too', async () => {
    await open('waiting');
    await page.getByText('Waiting for the painting in another tab').first().waitFor();
    expect(await page.getByRole('button', { name: /Pause|Stop/ }).count()).toBe(0);
    await page.getByRole('button', { name: 'Cancel' }).click();
    expect(await asked()).toEqual([['cancel']]);
    await open('ending');
    await page.getByRole('button', { name: 'Cancel' }).click();
    expect(await asked()).toEqual([['cancel']]);
  });
});

describe('what the host offers to keep', () => {
  it('has a switch with the words of the host', async () => {
    await open('offered-mask');
    const keep = page.getByRole('checkbox', { name: 'Keep what harbour.mask.png marks' });
    expect(await keep.isChecked()).toBe(true);
    await keep.press('Space');
    expect(await asked()).toEqual([['switchOfferedMask', false]]);
    await open('ready');
    expect(
      await page.getByRole('checkbox', { name: 'Keep what harbour.mask.png marks' }).count(),
    ).toBe(0);
  });
});

describe('a run by keyboard', () => {
  it('begins with Ctrl+Enter wherever the focus is, and not while something is missing', async () => {
    await open('ready');
    await page.getByRole('option', { name: 'Moss' }).focus();
    await page.keyboard.press('Control+Enter');
    expect(await asked()).toEqual([['stylize']]);

    await open('nothing');
    await page.keyboard.press('Control+Enter');
    expect(await asked()).toEqual([]);
  });

  it('ends with Escape; without a run Escape is the host’s', async () => {
    await open('running');
    await page.getByRole('slider', { name: 'Strength' }).focus();
    await page.keyboard.press('Escape');
    expect(await asked()).toEqual([['cancel']]);

    await open('ready');
    await page.keyboard.press('Escape');
    expect(await asked()).toEqual([]);
  });

  it('hands the focus on from Stylize to the buttons that replace it, and back', async () => {
    await open('ready');
    await page.getByRole('button', { name: 'Stylize' }).focus();
    await setRunning(true);
    await expect.poll(focusedWords).toBe('Pause');
    await setRunning(false);
    await expect.poll(focusedWords).toBe('Stylize');
  });

  it('leaves the focus alone when it is elsewhere', async () => {
    await open('ready');
    await page.getByRole('slider', { name: 'Strength' }).focus();
    await setRunning(true);
    expect(await page.evaluate(() => document.activeElement?.getAttribute('type'))).toBe('range');
  });
});

it('takes a double click on Stylize for one, whatever button comes in its place', async () => {
  await open('ready');
  const button = page.getByRole('button', { name: 'Stylize' });
  const box = (await button.boundingBox())!;
  const at = [box.x + box.width / 2, box.y + box.height / 2] as const;
  await page.mouse.click(...at);
  await setRunning(true);
  // The second click of the pair, as the browser counts them.
  await page.mouse.down({ clickCount: 2 });
  await page.mouse.up({ clickCount: 2 });
  expect(await asked()).toEqual([['stylize']]);
});

it('asks nothing of blocked buttons, which keep the focus and say why', async () => {
  await open('nothing');
  const button = page.getByRole('button', { name: 'Stylize' });
  await button.click({ force: true });
  expect(await asked()).toEqual([]);
  await button.focus();
  await expect.poll(focusedWords).toBe('Stylize');
  const reason = await button.evaluate(
    (element) => document.getElementById(element.getAttribute('aria-describedby')!)?.textContent,
  );
  expect(reason).toBe('Choose a picture first.');
});

describe('styles', () => {
  it('are chosen by arrow keys and Enter, and added by plus', async () => {
    await open('ready');
    // The chosen one is where Tab stops: Starry night, the second of four in its row.
    await page.locator('[role="option"][tabindex="0"]').first().focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('+');
    expect(await asked()).toEqual([
      ['chooseStyle', 'built-in:5', { add: false }],
      ['chooseStyle', 'built-in:6', { add: true }],
    ]);
  });

  it('are taken out of a blend by another press', async () => {
    await open('blend');
    await page.getByRole('button', { name: 'Blend', exact: true }).click();
    await page.getByRole('option', { name: 'Woodcut' }).click();
    await page.getByRole('option', { name: 'Moss' }).click();
    expect(await asked()).toEqual([
      ['removeStyle', 'built-in:2'],
      ['chooseStyle', 'built-in:5', { add: true }],
    ]);
  });

  it('divide a blend: one share changes, the others take the rest', async () => {
    await open('blend');
    const share = page.getByRole('spinbutton', { name: 'Share of Starry night, exact value' });
    await share.fill('20');
    await share.press('Enter');
    const set = (await asked()) as [string, string, number][];
    expect(set.map(([action, id]) => [action, id])).toEqual([
      ['setStyleWeight', 'built-in:1'],
      ['setStyleWeight', 'built-in:6'],
      ['setStyleWeight', 'built-in:2'],
    ]);
    // 80 per cent are left for 3 : 1.
    const expected = [0.2, 0.6, 0.2];
    for (const [index, [, , weight]] of set.entries()) {
      expect(weight).toBeCloseTo(expected[index]!, 12);
    }
  });

  it('deletes a preset only after asking', async () => {
    await open('preset');
    await page.getByRole('button', { name: 'Delete preset Night in violet, strong' }).click();
    expect(await focusedWords()).toBe('Keep');
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    expect(await asked()).toEqual([['deletePreset', 'preset:1']]);
  });

  it('are saved as a preset under a name', async () => {
    await open('blend');
    await page.getByRole('button', { name: 'Save as preset…' }).click();
    await page.keyboard.type('Night garden');
    await page.keyboard.press('Enter');
    expect(await asked()).toEqual([
      ['savePreset', 'Night garden', { withPictures: true, credits: {} }],
    ]);
    await expect.poll(focusedWords).toBe('Save as preset…');
  });

  it('are saved without their pictures when that is ticked', async () => {
    await open('blend');
    await page.getByRole('button', { name: 'Save as preset…' }).click();
    await page.getByRole('checkbox', { name: 'Without the picture (statistics only)' }).check();
    await page.getByText('nobody can see the picture').waitFor();
    await page.getByRole('textbox', { name: 'Name of the preset' }).fill('Night garden');
    await page.getByText('Author, licence, source').click();
    await page.getByLabel('Licence, such as CC BY 4.0').fill('CC0');
    await page.keyboard.press('Enter');
    const options = { withPictures: false, withVgg19: false, credits: { licence: 'CC0' } };
    expect(await asked()).toEqual([['savePreset', 'Night garden', options]]);
  });

  it('say which networks will paint them without their pictures', async () => {
    await open('processor');
    await page.getByRole('button', { name: 'Save as preset…' }).click();
    await page.getByRole('checkbox', { name: 'Without the picture (statistics only)' }).check();
    const alone = page.getByText('The built-in network alone will paint it');
    await alone.waitFor();
    await page.getByRole('checkbox', { name: 'For VGG19 too' }).check();
    await alone.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    const [[, , options]] = (await asked()) as [[string, string, unknown]];
    expect(options).toEqual({ withPictures: false, withVgg19: true, credits: {} });
  });

  it('that are presets give their share string to the clipboard', async () => {
    await open('preset');
    await page
      .getByRole('button', { name: 'Copy share string of Night in violet, strong' })
      .click();
    await page.getByText('Share string copied (1 kB)').waitFor();
    expect(await asked()).toEqual([['shareString', 'preset:1']]);
  });

  it.each(['', 'input[inputmode="decimal"]'])(
    'take a share string that is pasted anywhere: %s',
    async (field) => {
      await open('ready');
      if (field !== '') await page.locator(field).first().focus();
      await page.evaluate(() => {
        const data = new DataTransfer();
        data.setData('text/plain', 'Try “pastiche:1:AAAA”');
        const init = { clipboardData: data, bubbles: true, cancelable: true };
        (document.activeElement ?? document.body).dispatchEvent(new ClipboardEvent('paste', init));
      });
      expect(await asked()).toEqual([['addText', 'Try “pastiche:1:AAAA”']]);
    },
  );
});

describe('before and after', () => {
  it('has a divider for keys and mouse', async () => {
    await open('done');
    await page.getByRole('button', { name: 'Compare before and after' }).click();
    const divider = page.getByRole('slider', { name: 'Divider between before and after' });
    await divider.focus();
    await page.keyboard.press('ArrowLeft');
    expect(await divider.getAttribute('aria-valuetext')).toBe('48 % before');
    await page.keyboard.press('End');
    expect(await divider.getAttribute('aria-valuenow')).toBe('100');

    const picture = (await page.locator('.p-checker').boundingBox())!;
    const handle = (await divider.boundingBox())!;
    await page.mouse.move(handle.x + 14, handle.y + 60);
    await page.mouse.down();
    await page.mouse.move(picture.x + picture.width / 4, handle.y + 60);
    await page.mouse.up();
    expect(await divider.getAttribute('aria-valuenow')).toBe('25');
  });

  it('shows the original while a button or B is held', async () => {
    await open('done');
    const picture = page.getByRole('img', { name: /^(Original|Painting): / });
    await page.getByRole('group', { name: 'Picture' }).focus();
    await page.keyboard.down('b');
    expect(await picture.getAttribute('aria-label')).toMatch(/^Original/);
    await page.keyboard.up('b');
    expect(await picture.getAttribute('aria-label')).toMatch(/^Painting/);

    const button = (await page.getByRole('button', { name: 'Hold to see' }).boundingBox())!;
    await page.mouse.move(button.x + 5, button.y + 5);
    await page.mouse.down();
    expect(await picture.getAttribute('aria-label')).toMatch(/^Original/);
    await page.mouse.up();
    expect(await picture.getAttribute('aria-label')).toMatch(/^Painting/);
  });
});

it('zooms by keys, wheel and buttons, and moves what does not fit', async () => {
  await open('done');
  const left = () =>
    page.locator('.p-checker').evaluate((element) => (element as HTMLElement).offsetLeft);
  const stage = page.getByRole('group', { name: 'Picture' });
  await stage.focus();
  await page.keyboard.press('1');
  expect(await page.locator('.p-zoom-value').textContent()).toBe('100 %');
  // 512 px in 320: 96 px lie outside on each side.
  expect(await left()).toBe(-96);
  await page.keyboard.press('ArrowRight');
  expect(await left()).toBe(-136);
  await page.keyboard.press('0');
  expect(await page.locator('.p-zoom-value').textContent()).toBe('Fit');
  const box = (await stage.boundingBox())!;
  await page.mouse.move(box.x + 100, box.y + 100);
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -100);
  await page.keyboard.up('Control');
  expect(await page.locator('.p-zoom-value').textContent()).not.toBe('Fit');
});

it('offers a picture’s own size by its name, and a size of one’s own beginning with that', async () => {
  await open('ready');
  const size = page.getByLabel('Size', { exact: true });
  expect(await size.inputValue()).toBe('512');
  await size.selectOption({ label: 'Original (1600 × 1120 px) – about a minute, 1.8 GB' });
  await page
    .getByText('1600 × 1120 px: about a minute, 1.8 GB of memory. Up to 2432 px fits here.')
    .waitFor();
  await size.selectOption({ label: 'Other…' });
  expect(await page.getByLabel('Long side, px').inputValue()).toBe('1600');
  await size.selectOption('768');
  expect(await page.getByLabel('Long side, px').count()).toBe(0);
});

it('offers to paint larger what is smaller than its picture, at sizes that fit, as the first thing to do', async () => {
  await open('done');
  const opener = page.getByRole('button', { name: 'Paint it larger' });
  expect(await opener.getAttribute('class')).toContain('p-primary');
  await opener.click();
  const sizes = page.getByRole('menu', { name: 'Paint it larger' }).getByRole('menuitem');
  expect(await sizes.allInnerTexts()).toEqual([
    expect.stringMatching(/^768 × 538 px\s+about 10 seconds, 420 MB$/),
    expect.stringMatching(/^1024 × 717 px\s/),
    expect.stringMatching(/^1536 × 1075 px\s/),
    expect.stringMatching(/^1600 × 1120 px\s+Original size: about 45 seconds, 1.8 GB$/),
  ]);
  await sizes.last().click();
  expect(await asked()).toEqual([['paintLarger', expect.any(String), 1600]]);
  expect(await opener.getAttribute('aria-expanded')).toBe('false');
});

it('closes its menu with Escape and gives the focus back, without ending a run', async () => {
  await open('done', 'figma');
  await page.getByRole('button', { name: 'More' }).click();
  expect(await focusedWords()).toBe('Add as top fill');
  await page.keyboard.press('ArrowDown');
  expect(await focusedWords()).toBe('Save timelapse…');
  await page.keyboard.press('Escape');
  expect(await page.getByRole('menu').count()).toBe(0);
  expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(
    'More',
  );
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Use these settings again' }).click();
  expect(await asked()).toEqual([['reuse', 'painting-1']]);
});

/** Pastes or drops a picture file. */
function bring(kind: 'paste' | 'drop', selector: string, name: string, type: string) {
  return page.evaluate(
    (given) => {
      const data = new DataTransfer();
      data.items.add(new File([new Uint8Array([1, 2])], given.name, { type: given.type }));
      const init = { bubbles: true, cancelable: true };
      document
        .querySelector(given.selector)!
        .dispatchEvent(
          given.kind === 'paste'
            ? new ClipboardEvent('paste', { ...init, clipboardData: data })
            : new DragEvent('drop', { ...init, dataTransfer: data }),
        );
    },
    { kind, selector, name, type },
  );
}

describe('pictures that are pasted and dropped', () => {
  const bytes = { 0: 1, 1: 2 };

  it('are the content while there is none, and styles afterwards', async () => {
    await open('nothing');
    await bring('paste', 'body', 'boat.png', 'image/png');
    await expect.poll(asked).toEqual([['setContent', 'boat', bytes]]);
    await open('ready');
    await bring('paste', 'body', 'boat.png', 'image/png');
    await expect.poll(asked).toEqual([['addStyle', 'boat', bytes, { add: false }]]);
  });

  it('are styles where the panel may not choose the content', async () => {
    await open('nothing', 'figma');
    await bring('paste', 'body', 'boat.png', 'image/png');
    await expect.poll(asked).toEqual([['addStyle', 'boat', bytes, { add: false }]]);
  });

  it('are what the place says on which they are dropped', async () => {
    await open('ready');
    await bring('drop', '.p-stage-picture', 'boat.png', 'image/png');
    await expect.poll(asked).toEqual([['setContent', 'boat', bytes]]);
    await open('ready');
    await bring('drop', '.p-shelf', 'boat.png', 'image/png');
    await expect.poll(asked).toEqual([['addStyle', 'boat', bytes, { add: false }]]);
    await open('ready');
    await bring('drop', '.p-stage-picture', 'look.pastiche', '');
    await expect.poll(asked).toEqual([['addStyle', 'look.pastiche', bytes, { add: false }]]);
  });

  it('are masks of the picture that is there where they are called so', async () => {
    await open('ready');
    await bring('drop', '.p-stage-picture', 'boat.mask.png', 'image/png');
    await expect.poll(asked).toEqual([['takeMask', bytes]]);
    await open('nothing');
    await bring('drop', '.p-stage-picture', 'boat.mask.png', 'image/png');
    await expect.poll(asked).toEqual([['setContent', 'boat.mask', bytes]]);
  });
});

it('takes a typed number when it is finished, within its limits', async () => {
  await open('ready');
  const size = () =>
    page.evaluate(() => globalThis.gallery!.model.settings.value.parameters.styleScale);
  const field = page.getByRole('spinbutton', { name: 'Brush size, exact value' });
  await field.fill('2');
  expect(await size()).toBe(1);
  await field.fill('250');
  await field.press('Enter');
  expect(await size()).toBe(2.5);
  await field.fill('9999');
  await field.press('Tab');
  expect(await size()).toBe(4);
  await field.fill('');
  await field.press('Tab');
  expect(await field.inputValue()).toBe('400');
});

it('says how large a download of VGG19 is, and how long it would be kept', async () => {
  await open('ready');
  const hint = () => page.getByText(/\d MB download/).textContent();
  expect(await hint()).toBe('The finest; 20 MB download, stored until you remove it');
  await page.evaluate(() => {
    const vgg19 = globalThis.gallery!.model.vgg19 as Signal<Vgg19State>;
    vgg19.value = { ...vgg19.value, kept: false };
  });
  await expect.poll(hint).toBe('The finest; 14 MB download, kept until this window closes');
});

it('says of VGG19 one thing at a time, each phase by its name', async () => {
  await open('downloading-vgg19');
  const show = (progress: Vgg19State['download'], job: Job = { kind: 'idle' }) =>
    page.evaluate(
      ([download, job]) => {
        const { model } = globalThis.gallery!;
        const vgg19 = model.vgg19 as Signal<Vgg19State>;
        // As the host tells it: all files are here before the engine has read one.
        vgg19.value = { ...vgg19.value, here: true, inFolder: true, download };
        (model.job as Signal<Job>).value = job;
      },
      [progress, job] as const,
    );
  await page.getByText('Downloading VGG19: 8.4 of 20 MB').waitFor();
  for (const [phase, said] of [
    ['copying', 'Copying VGG19 from its folder'],
    ['verifying', "Checking VGG19's files"],
    ['unpacking', 'Loading VGG19 into the engine'],
  ] as const) {
    await show({ loaded: 5e6, total: 20e6, phase });
    await page.getByText(`${said}: 5 of 20 MB`).waitFor();
    const bar = page.getByRole('progressbar', { name: said });
    expect(await bar.getAttribute('aria-valuetext')).toBe(`${said}: 5 of 20 MB`);
    expect(await page.getByText('The finest; on its way').count()).toBe(1);
    expect(
      await page.getByText(/ready to use|MB download|once it is downloaded|Downloading/).count(),
    ).toBe(0);
  }
  // A run that waits for it tells instead.
  const loaded = { loaded: 5e6, total: 20e6, phase: 'unpacking' } as const;
  await show(loaded, { kind: 'loading', network: 'vgg19', ...loaded });
  await page.getByText('Loading VGG19 into the engine: 5 of 20 MB').waitFor({ state: 'detached' });
  expect(await page.getByText('The finest; on its way').count()).toBe(1);
  await show(null);
  await page.getByText('The finest; ready to use').waitFor();
});

it('redraws little at each step, so that it keeps up with thirty a second', async () => {
  await open('running');
  await page.setViewportSize({ width: 1200, height: 800 });
  const work = await page.evaluate(async () => {
    const { model } = globalThis.gallery!;
    const set = <T>(signal: ReadonlySignal<T>, value: T) => {
      (signal as Signal<T>).value = value;
    };
    const job = model.job.value;
    const { original, painting, ...shown } = model.shown.value;
    if (job.kind !== 'running' || !original || !painting) throw new Error('Not the running state.');
    const pictures = await Promise.all([original, painting].map((one) => createImageBitmap(one)));
    const changed = { nodes: 0, elements: 0, draws: 0 };
    const context = CanvasRenderingContext2D.prototype as { drawImage(...given: unknown[]): void };
    const { drawImage } = context;
    context.drawImage = function (this: unknown, ...given) {
      changed.draws++;
      drawImage.apply(this, given);
    };
    const observer = new MutationObserver((list) => {
      changed.nodes += list.length;
      for (const { addedNodes, removedNodes } of list) {
        for (const node of [...addedNodes, ...removedNodes]) {
          if (node instanceof Element) changed.elements++;
        }
      }
    });
    observer.observe(document.body, {
      ...{ subtree: true, childList: true, attributes: true, characterData: true },
    });
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    for (let step = 0; step < 30; step++) {
      const overall = { index: step, of: 250 };
      set<Job>(model.job, { kind: 'running', progress: { ...job.progress, overall } });
      set(model.chart, [...model.chart.value]);
      set(model.shown, { ...shown, original, painting: pictures[step % 2]! });
      await frame();
      await frame();
    }
    observer.disconnect();
    context.drawImage = drawImage;
    return { ...changed };
  });
  expect(work.elements).toBe(0);
  // Words, a bar and a line of the chart; the picture and the one it is compared with.
  expect(work.nodes).toBeLessThanOrEqual(30 * 10);
  expect(work.draws).toBeGreaterThanOrEqual(15);
  expect(work.draws).toBeLessThanOrEqual(30 * 2 + 1);
});
