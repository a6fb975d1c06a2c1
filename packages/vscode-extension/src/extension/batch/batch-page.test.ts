import { createChannel, type Handlers, REALM_TIMERS } from '@pastiche/panel/channel';
import { describe, expect, it, vi } from 'vitest';
import {
  BATCH_CONTRACT,
  BATCH_PAGE_CONTRACT,
  EXTENSION_CHANNEL,
} from '../../shared/extension-contract.js';
import { createFakeWebviewPanel } from '../../test/fake-webview.js';
import { createPanelServices } from '../../test/panel-services.js';
import { openBatchPage } from './batch-page.js';

type Paint = Handlers<typeof BATCH_PAGE_CONTRACT>['requests']['paint'];

const order = {
  content: { name: 'a.png', bytes: new Uint8Array([1]), mask: null },
  preset: { kind: 'built-in', id: 'ink-wash' },
  basis: null,
  encoding: { mediaType: 'image/png', quality: 0.9 },
} as const;

function open(paint: Paint) {
  const fake = createFakeWebviewPanel();
  const { services } = createPanelServices();
  const opening = openBatchPage({
    ...services,
    webviewPanel: fake.panel,
    html: '<html>',
    weightsBase: 'https://weights/',
    settings: '{"format":1}',
  });
  const load = () => {
    const channel = createChannel({
      transport: fake.page,
      timers: REALM_TIMERS,
      name: EXTENSION_CHANNEL,
      mine: BATCH_PAGE_CONTRACT,
      theirs: BATCH_CONTRACT,
      handlers: {
        requests: { paint },
        events: { caption: () => {}, weightsProgress: () => {} },
      },
    });
    return { channel, first: channel.request('opening', undefined).reply };
  };
  return { fake, opening, load };
}

describe('the page of a batch', () => {
  it('is told what it paints with, paints, and tells how far it is', async () => {
    const { opening, load } = open(async ({ content: { name } }) => {
      channel.tell('progress', { share: 0.5 });
      await Promise.resolve();
      const suggestedName = `${name}.x`;
      const painting = { width: 1, height: 1, suggestedName, recipe: '{}' };
      return { ...painting, bytes: new Uint8Array([9]), notes: [], shortfall: null };
    });
    const { channel, first } = load();
    expect(await first).toEqual({ weightsBase: 'https://weights/', settings: '{"format":1}' });

    const page = await opening;
    const shares: number[] = [];
    const signal = new AbortController().signal;
    const painted = await page.paint(order, (share) => shares.push(share), signal);
    expect(painted.suggestedName).toBe('a.png.x');
    expect(shares).toEqual([0.5]);
  });

  it('is told when the person gives up', async () => {
    const cancelled = vi.fn();
    const { opening, load } = open((_, call) => {
      call.onCancel(cancelled);
      return new Promise(() => {});
    });
    load();
    const page = await opening;
    const giveUp = new AbortController();
    const painting = page.paint(order, () => {}, giveUp.signal);
    setTimeout(() => giveUp.abort(), 5);

    await expect(painting).rejects.toMatchObject({ code: 'aborted' });
    await vi.waitFor(() => expect(cancelled).toHaveBeenCalledTimes(1));
  });

  it('ends what is under way when its tab is closed', async () => {
    const { opening, load, fake } = open(() => new Promise(() => {}));
    load();
    const page = await opening;
    const painting = page.paint(order, () => {}, new AbortController().signal);
    fake.panel.dispose();

    await expect(painting).rejects.toMatchObject({ code: 'channel-closed' });
    expect(page.closed.aborted).toBe(true);
  });

  it('says so when it is closed before it has loaded', async () => {
    const { opening, fake } = open(() => new Promise(() => {}));
    fake.panel.dispose();
    await expect(opening).rejects.toThrow('The tab of the batch should load, but it did not');
  });
});
