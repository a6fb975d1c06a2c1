import { createChannel, REALM_TIMERS } from '@pastiche/panel/channel';
import { sentence } from '@pastiche/panel/core';
import { hostOverChannel, type RemoteHost } from '@pastiche/panel/host';
import { describe, expect, it, vi } from 'vitest';
import type { Uri } from 'vscode';
import {
  EXTENSION_CHANNEL,
  EXTENSION_CONTRACT,
  PAGE_CONTRACT,
} from '../../shared/extension-contract.js';
import type { PanelState } from '../../shared/panel-state.js';
import { fakeUri } from '../../test/fake-uri.js';
import { createFakeWebviewPanel } from '../../test/fake-webview.js';
import { createPanelServices } from '../../test/panel-services.js';
import { createStylizePanel } from './stylize-panel.js';
import { createTurns, type Turns } from './turns.js';

const A = fakeUri('/ws/a.png');

function openPanel(
  picture: Uri | null = A,
  state: PanelState | null = null,
  turns: Turns = createTurns(),
) {
  const fake = createFakeWebviewPanel();
  const parts = createPanelServices();
  const onWorking = vi.fn();
  const onClosed = vi.fn();
  const open = (fake: ReturnType<typeof createFakeWebviewPanel>) =>
    createStylizePanel(
      {
        webviewPanel: fake.panel,
        picture,
        state,
        html: '<html>',
        weightsBase: 'https://weights/',
        onWorking,
        onClosed,
      },
      { ...parts.services, turns },
    );
  const panel = open(fake);
  /** As after a reload. */
  const reopen = () => {
    const again = createFakeWebviewPanel();
    return { fake: again, panel: open(again) };
  };
  return { ...parts, fake, panel, reopen, onWorking, onClosed };
}

/** What the page does as it loads. */
async function openPage(fake: ReturnType<typeof createFakeWebviewPanel>) {
  const heard: [string, unknown][] = [];
  const hear = (name: string) => (body: unknown) => heard.push([name, body]);
  const channel = createChannel({
    transport: fake.page,
    timers: REALM_TIMERS,
    name: EXTENSION_CHANNEL,
    mine: PAGE_CONTRACT,
    theirs: EXTENSION_CONTRACT,
    handlers: {
      requests: {},
      events: {
        weightsProgress: hear('weightsProgress'),
        placeChanged: hear('placeChanged'),
        useStyle: hear('useStyle'),
        choosePreset: hear('choosePreset'),
        steer: hear('steer'),
      },
    },
  });
  const host: RemoteHost = await hostOverChannel({ transport: fake.page, timers: REALM_TIMERS });
  const opening = await channel.request('opening', undefined).reply;
  return { channel, host, opening, heard };
}

describe('a panel', () => {
  it('is named for its picture and hands it to the page', async () => {
    const { fake, panel } = openPanel();
    const { host, opening } = await openPage(fake);

    expect(fake.panel.title).toBe('Pastiche: a.png');
    expect(fake.panel.webview.html).toBe('<html>');
    expect(opening).toEqual({ uri: 'mem:///ws/a.png', styles: [], begin: false });
    expect(await host.readContent({ pick: false })).toEqual({
      name: 'a.png',
      id: 'mem:///ws/a.png',
      bytes: new Uint8Array([1]),
      protect: null,
    });
    expect(await host.weights()).toEqual({
      kind: 'address',
      baseUrl: 'https://weights/',
      cache: false,
    });
    expect(host.capabilities.actions.map(({ id }) => id)).toEqual([
      'save',
      'save-as',
      'markdown',
      'replace',
    ]);
    expect(panel.picture?.path).toBe('/ws/a.png');
  });

  it('tells in its title how far a painting is', async () => {
    const { fake, onWorking } = openPanel();
    const { channel } = await openPage(fake);
    channel.tell('working', { kind: 'painting', share: 0.426 });
    await vi.waitFor(() => expect(fake.panel.title).toBe('42 % a.png'));
    channel.tell('working', { kind: 'done', share: null });
    await vi.waitFor(() => expect(fake.panel.title).toBe('Pastiche: a.png'));
    expect(onWorking.mock.calls.map(([{ kind }]) => kind)).toEqual(['painting', 'done']);
  });

  it('keeps wishes until the page listens', async () => {
    const { fake, panel } = openPanel();
    panel.wish({ kind: 'choosePreset', id: 'built-in:ink-wash' });
    const { heard } = await openPage(fake);
    await vi.waitFor(() => expect(heard).toEqual([['choosePreset', { id: 'built-in:ink-wash' }]]));
    panel.wish({ kind: 'steer', action: 'stylize' });
    panel.wish({ kind: 'useStyle', name: 's.png', bytes: new Uint8Array([3]) });
    await vi.waitFor(() => expect(heard).toHaveLength(3));
    expect(heard[2]).toEqual(['useStyle', { name: 's.png', bytes: new Uint8Array([3]) }]);
  });

  it('brings back what a reload interrupted, once', async () => {
    const styles = [{ id: 'built-in:ink-wash', weight: 1 }];
    const { fake } = openPanel(A, { uri: A.toString(), styles, painting: true });
    const { channel, opening } = await openPage(fake);
    expect(opening).toMatchObject({ styles, begin: true });
    expect(await channel.request('opening', undefined).reply).toMatchObject({
      styles: [],
      begin: false,
    });
  });

  it('keeps the painting in a file, which a reload finds and closing removes', async () => {
    const { fake, panel, files, services } = openPanel();
    const { channel, host } = await openPage(fake);
    expect(host.capabilities.keepsSessions).toBe(true);
    expect(await host.readSession?.()).toBeNull();
    await host.writeSession?.(new Uint8Array([5, 6]));
    expect(await services.sessionFiles.read(A.toString())).toEqual(new Uint8Array([5, 6]));
    expect(await host.readSession?.()).toEqual(new Uint8Array([5, 6]));
    channel.tell('stateKept', { uri: A.toString(), styles: [], painting: true });
    await vi.waitFor(() => expect(services.sessions.keep).toHaveBeenCalled());
    panel.close();
    expect(await services.sessionFiles.read(A.toString())).toBeNull();
    expect([...files.contents.keys()].some((path) => path.startsWith('/storage'))).toBe(false);
  });

  it('lets one panel paint at a time, and the next when that ends, is loaded anew or closed', async () => {
    const shared = createTurns();
    const [first, second] = [openPanel(A, null, shared), openPanel(A, null, shared)];
    const [one, other] = [await openPage(first.fake), await openPage(second.fake)];
    const painting: string[] = [];
    const take = async (name: string, { channel }: typeof one) => {
      await channel.request('takeTurn', undefined, { timeoutMs: null }).reply;
      painting.push(name);
    };
    await take('one', one);
    const turn = take('other', other);
    await other.host.readSettings();
    expect(painting).toEqual(['one']);
    one.channel.tell('turnOver', undefined);
    await turn;
    const again = take('one again', one);
    await one.host.readSettings();
    expect(painting).toEqual(['one', 'other']);
    await other.channel.request('opening', undefined).reply;
    await again;
    const last = take('other again', other);
    first.panel.close();
    await last;
    expect(painting).toEqual(['one', 'other', 'one again', 'other again']);
  });

  it('keeps what a reload must bring back, until it is closed', async () => {
    const { fake, panel, services } = openPanel();
    const { channel } = await openPage(fake);
    const state = { uri: 'mem:///ws/a.png', styles: [], painting: true };
    channel.tell('stateKept', state);
    channel.tell('stateKept', { ...state, uri: 'mem:///ws/b.png' });
    await vi.waitFor(() => expect(services.sessions.keep).toHaveBeenCalledTimes(2));
    expect(services.sessions.keep).toHaveBeenCalledWith(state);
    expect(services.sessions.forget).toHaveBeenCalledWith('mem:///ws/a.png');
    panel.close();
    expect(services.sessions.forget).toHaveBeenLastCalledWith('mem:///ws/b.png');
  });

  it('saves under the name of the picture that was painted, also after another was opened', async () => {
    const { fake, ui, files, watched } = openPanel();
    const { host, heard } = await openPage(fake);
    await host.readContent({ pick: false });
    ui.pickFile.mockResolvedValueOnce(fakeUri('/ws/b.png'));
    await host.readContent({ pick: true });

    expect(fake.panel.title).toBe('Pastiche: b.png');
    expect(heard).toEqual([['placeChanged', { uri: 'mem:///ws/b.png' }]]);
    expect(watched.map(([place]) => place.path)).toEqual(['/ws/a.png', '/ws/b.png']);

    const described = { suggestedName: 'a.ink-wash', width: 2, height: 2, recipe: '{}' };
    const encode = vi.fn(async () => new Uint8Array([0x89]));
    const painting = { ...described, contentName: 'a.png', contentId: A.toString(), encode };
    expect(await host.writeResult(painting, 'save')).toEqual(
      sentence`Saved as ${'a.ink-wash.png'}.`,
    );
    expect(encode).toHaveBeenCalledExactlyOnceWith({ mediaType: 'image/png', quality: 0.9 });
    expect([...files.contents.keys()]).toContain('/ws/a.ink-wash.png');
  });

  it('never takes a picture for another of the same name', async () => {
    const { fake, ui, files } = openPanel(fakeUri('/ws/aa/pic.png'));
    files.contents.set('/ws/aa/pic.png', new Uint8Array([1]));
    files.contents.set('/ws/bb/pic.png', new Uint8Array([1]));
    const { host } = await openPage(fake);
    const first = await host.readContent({ pick: false });
    ui.pickFile.mockResolvedValueOnce(fakeUri('/ws/bb/pic.png'));
    const second = await host.readContent({ pick: true });
    const described = { suggestedName: 'pic.ink-wash', width: 2, height: 2, recipe: '{}' };
    const paintingOf = (content: typeof first) => ({
      ...described,
      contentName: content?.name ?? '',
      contentId: content?.id,
      encode: async () => new Uint8Array([0x89, 0x50, 0x4e, 0x47]),
    });

    await host.writeResult(paintingOf(first), 'save');
    await host.writeResult(paintingOf(second), 'save');
    expect([...files.contents.keys()].filter((path) => path.includes('ink-wash'))).toEqual([
      '/ws/aa/pic.ink-wash.png',
      '/ws/bb/pic.ink-wash.png',
    ]);
    await host.writeResult(paintingOf(first), 'replace');
    expect(ui.confirm.mock.calls[0][1]).toContain('Folder: ws/aa');
    expect([...files.trash.keys()]).toEqual(['/ws/aa/pic.png']);
    await host.writeResult({ ...paintingOf(first), contentId: null }, 'save');
    // What no picture's id names, lies nearest to the one that is shown.
    expect([...files.contents.keys()]).toContain('/ws/bb/pic.ink-wash-2.png');
  });

  it('takes up its picture anew when the file changed, and says when it is gone', async () => {
    const { fake, files, watched, ui } = openPanel();
    const { host } = await openPage(fake);
    const contentChanged = vi.fn();
    host.listen({ contentChanged, presetsChanged: () => {} });
    files.contents.set('/ws/a.png', new Uint8Array([9]));
    watched[0][1].changed();
    const bytes = new Uint8Array([9]);
    const picture = { name: 'a.png', id: A.toString(), bytes, protect: null };
    await vi.waitFor(() => expect(contentChanged).toHaveBeenCalledWith(picture));
    await watched[0][1].removed([]);
    expect(ui.tell).toHaveBeenCalledWith(
      'a.png was deleted; the panel keeps it until it is closed.',
    );
  });

  it('follows its picture to another name and folder, also while it is painted', async () => {
    const { fake, panel, files, ui, watched, services } = openPanel();
    const { channel, host, heard } = await openPage(fake);
    const before = await host.readContent({ pick: false });
    await host.writeSession?.(new Uint8Array([5, 6]));
    channel.tell('working', { kind: 'painting', share: 0.5 });
    await vi.waitFor(() => expect(fake.panel.title).toBe('50 % a.png'));
    files.contents.set('/ws/new/harbour.png', new Uint8Array([1]));
    files.contents.delete('/ws/a.png');
    await panel.follow(A, fakeUri('/ws/old/harbour.png'));
    await panel.follow(fakeUri('/ws/old'), fakeUri('/ws/new'));
    const there = fakeUri('/ws/new/harbour.png');

    expect(panel.picture?.path).toBe('/ws/new/harbour.png');
    expect(fake.panel.title).toBe('Pastiche: harbour.png');
    expect(watched.at(-1)?.[0].path).toBe('/ws/new/harbour.png');
    await vi.waitFor(() => expect(heard.at(-1)).toEqual(['placeChanged', { uri: `${there}` }]));
    expect(await services.sessionFiles.read(`${there}`)).toEqual(new Uint8Array([5, 6]));
    // What the page painted still has the picture's id of before.
    const painting = {
      suggestedName: 'a.ink-wash',
      width: 2,
      height: 2,
      recipe: '{}',
      contentName: 'a.png',
      contentId: before?.id,
      encode: async () => new Uint8Array([0x89, 0x50, 0x4e, 0x47]),
    };
    await host.writeResult(painting, 'save');
    expect([...files.contents.keys()]).toContain('/ws/new/harbour.ink-wash.png');
    await host.writeResult(painting, 'replace');
    expect(ui.confirm.mock.calls[0][0]).toBe('Replace harbour.png with the painting?');
    expect([...files.trash.keys()]).toEqual(['/ws/new/harbour.png']);
  });

  it('stays where it is when something else is moved', async () => {
    const { fake, panel } = openPanel();
    const { heard } = await openPage(fake);
    await panel.follow(fakeUri('/ws/a'), fakeUri('/ws/b'));
    expect([panel.picture?.path, heard]).toEqual(['/ws/a.png', []]);
  });

  it('finds its picture among new files when it was moved without the editor', async () => {
    const { fake, files, watched, ui, onMoved } = openPanel();
    const { host } = await openPage(fake);
    await host.readContent({ pick: false });
    files.contents.delete('/ws/a.png');
    files.contents.set('/ws/c.png', new Uint8Array([7]));
    files.contents.set('/ws/sub/a.png', new Uint8Array([1]));
    const made = ['/ws/gone.png', '/ws/c.png', '/ws/sub/a.png'].map((path) => fakeUri(path));
    await watched[0][1].removed(made);
    expect(onMoved).toHaveBeenCalledExactlyOnceWith(A, made[2]);
    expect(ui.tell).not.toHaveBeenCalled();
  });

  it('knows a painting from before a reload by where its picture lay then', async () => {
    const parts = openPanel();
    parts.moves.follow(fakeUri('/ws/old.png'), A);
    const { host } = await openPage(parts.reopen().fake);
    await host.writeResult(
      {
        suggestedName: 'old.ink-wash',
        width: 2,
        height: 2,
        recipe: '{}',
        contentName: 'old.png',
        contentId: 'mem:///ws/old.png',
        encode: async () => new Uint8Array([0x89, 0x50, 0x4e, 0x47]),
      },
      'save',
    );
    expect([...parts.files.contents.keys()]).toContain('/ws/a.ink-wash.png');
  });

  it('says what is wrong with its picture', async () => {
    const { fake } = openPanel(fakeUri('/ws/gone.png'));
    const { host } = await openPage(fake);
    await expect(host.readContent({ pick: false })).rejects.toThrow('gone.png is no longer there');
  });

  it('brings VGG19, tells how far it is, and gives up when the page does', async () => {
    const { fake, weights, services } = openPanel();
    const { channel, heard } = await openPage(fake);
    await channel.request('bringWeights', undefined).reply;
    expect(heard).toEqual([['weightsProgress', { loaded: 5, total: 10 }]]);
    expect(services.onWeights).toHaveBeenCalledTimes(1);

    let given: AbortSignal | undefined;
    weights.bring.mockImplementationOnce((...all: unknown[]) => {
      given = all[1] as AbortSignal;
      return new Promise(() => {});
    });
    const pending = channel.request('bringWeights', undefined);
    await vi.waitFor(() => expect(given).toBeDefined());
    pending.cancel();
    await expect(pending.reply).rejects.toMatchObject({ code: 'aborted' });
    await vi.waitFor(() => expect(given?.aborted).toBe(true));
  });

  it('keeps presets and settings, and tells the page of other presets', async () => {
    const { fake, memento, presets } = openPanel();
    const { host } = await openPage(fake);
    const presetsChanged = vi.fn();
    host.listen({ contentChanged: () => {}, presetsChanged });
    const [own] = await host.listPresets();
    expect(own.id).toBe('own');
    await host.savePreset({ id: 'copy', document: own.document });
    await host.deletePreset('own');
    await host.deletePreset('gone');
    await host.writeSettings({ format: 1 });

    expect((await presets.list()).map(({ id }) => id)).toEqual(['copy']);
    expect(await host.readSettings()).toEqual({ format: 1 });
    expect([...memento.values()]).toEqual([{ format: 1 }]);
    await vi.waitFor(() => expect(presetsChanged).toHaveBeenCalledTimes(2));
  });

  it('speaks outside only while it is out of sight', async () => {
    const { fake, ui } = openPanel();
    const { host } = await openPage(fake);
    host.notify('Seen.', 'info');
    await host.readSettings();
    expect(ui.tell).not.toHaveBeenCalled();
    fake.panel.visible = false;
    host.notify('Hidden.', 'error');
    await vi.waitFor(() => expect(ui.complain).toHaveBeenCalledWith('Hidden.'));
  });

  it('ignores what is no message of its page, and logs it', async () => {
    const { fake, lines } = openPanel();
    const { host } = await openPage(fake);
    fake.page.post({ hello: 1 });
    fake.page.post({ pastiche: 1, channel: 'extension', kind: 'event', name: 'working', body: 7 });
    await host.readSettings();
    expect(lines.some((line) => line.startsWith('warn: '))).toBe(true);
    expect(await host.listPresets()).toHaveLength(1);
  });

  it('ends everything when it is closed', async () => {
    const { fake, panel, onWorking, onClosed, stopWatching, weights } = openPanel();
    const { channel, host } = await openPage(fake);
    weights.bring.mockImplementationOnce(() => new Promise(() => {}));
    const pending = channel.request('bringWeights', undefined, { timeoutMs: null });
    panel.close();

    await expect(pending.reply).rejects.toMatchObject({ code: 'channel-closed' });
    await expect(host.readContent({ pick: false })).rejects.toThrow('The panel was closed.');
    expect(onWorking).toHaveBeenLastCalledWith({ kind: 'idle', share: null });
    expect(onClosed).toHaveBeenCalledTimes(1);
    expect(stopWatching).toHaveBeenCalledTimes(1);
  });
});
