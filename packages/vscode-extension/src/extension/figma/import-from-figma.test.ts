import { presetToEntries } from '@pastiche/panel/plugin-data';
import { describe, expect, it, vi } from 'vitest';
import { fakeUri } from '../../test/fake-uri.js';
import { createPanelServices } from '../../test/panel-services.js';
import { presetDocument } from '../../test/preset-document.js';
import { figmaCommands } from '../commands/figma-commands.js';
import { createFigmaAnswers } from './figma-answers.js';
import { createFigmaToken } from './figma-token.js';
import { type ImportFromFigmaOptions, importFromFigma } from './import-from-figma.js';

const KEY = 'AbCdEf0123456789ghIJkl';
const ADDRESS = `https://www.figma.com/design/${KEY}/Harbour`;
const TOKEN = 'figd_0123456789-secret';

/** As the plugin writes presets of these names; `broken` is cut off. */
const entriesOf = (names: readonly string[]) =>
  Object.fromEntries(
    names.flatMap((name) =>
      presetToEntries(name.toLowerCase(), presetDocument(name), 200).map(({ key, value }) => [
        key,
        name === 'broken' && key.endsWith('.2') ? '' : value,
      ]),
    ),
  );
const answer = (...names: string[]) => ({
  name: 'Harbour',
  document: {
    id: '0:0',
    children: [],
    sharedPluginData: { pastiche: entriesOf(names), other: { x: 'y' } },
  },
});
const json = (body: unknown, init: ResponseInit = {}) => new Response(JSON.stringify(body), init);

function createImport(
  replies: (Response | Error)[] = [json(answer('A', 'B'))],
  kept: string | null = TOKEN,
) {
  const parts = createPanelServices();
  const { services, ui, files } = parts;
  const secrets = new Map(kept === null ? [] : [['figma.token', kept]]);
  const asked: [string, RequestInit][] = [];
  const clock = { now: 0 };
  const late = new AbortController();
  const token = createFigmaToken({
    secrets: {
      get: async (key) => secrets.get(key),
      store: async (key, value) => void secrets.set(key, value),
      delete: async (key) => void secrets.delete(key),
    },
    ui,
    say: services.say,
  });
  const answers = createFigmaAnswers({ files, folder: fakeUri('/global/figma') });
  ui.askText.mockResolvedValue(ADDRESS);
  const options: ImportFromFigmaOptions = {
    ...services,
    token,
    answers,
    language: 'en',
    timeout: () => late.signal,
    now: () => new Date(clock.now),
    hostSetting: () => 'http://127.0.0.1:9',
    fetch: async (url, init = {}) => {
      asked.push([String(url), init]);
      init.signal?.throwIfAborted();
      const reply = replies.shift() ?? new Error('no more replies');
      if (reply instanceof Error) throw reply;
      return reply;
    },
  };
  const run = figmaCommands({
    ...services,
    token,
    answers,
    importPresets: () => importFromFigma(options),
  });
  const names = async () => (await parts.presets.list()).map(({ name }) => name);
  return {
    ...parts,
    asked,
    clock,
    late,
    secrets,
    names,
    run,
    start: run['pastiche.figma.importPresets'],
  };
}

describe('presets from a Figma file', () => {
  it('are asked for with one request, chosen, and imported', async () => {
    const { start, asked, ui, names } = createImport();
    ui.chooseSome.mockImplementationOnce(async (_, choices) => [choices[1].value]);
    await start();

    const [[url, init]] = asked;
    expect(url).toBe(`http://127.0.0.1:9/v1/files/${KEY}?plugin_data=shared&depth=1`);
    expect(init.headers).toEqual({ 'X-Figma-Token': TOKEN });
    expect(init).toMatchObject({ redirect: 'error', credentials: 'omit', cache: 'no-store' });
    expect(ui.chooseSome.mock.calls[0][0]).toBe('Presets in “Harbour”');
    expect(await names()).toEqual(['B', 'Own']);
    expect(ui.tell).toHaveBeenCalledWith('The preset B was imported.');
  });

  it('keep names apart, and are not doubled', async () => {
    const { start, names } = createImport([json(answer('Own', 'B')), json(answer('A', 'B'))]);
    await start();
    expect(await names()).toEqual(['B', 'Own']);
  });

  it('get a free name when another preset has theirs', async () => {
    const parts = createImport([json(answer('Own'))]);
    parts.files.contents.set(
      '/global/presets/own.pastiche.json',
      new TextEncoder().encode(presetDocument('Own', 0.9)),
    );
    parts.ui.choose.mockResolvedValueOnce(false);
    await parts.start();
    expect(parts.ui.choose.mock.calls[0][0]).toBe('Here already, but not the same: Own');
    expect(await parts.names()).toEqual(['Own (2)', 'Own']);
  });

  it('take the place of others that have their names, if the person likes', async () => {
    const parts = createImport([json(answer('Own', 'B'))]);
    const file = '/global/presets/own.pastiche.json';
    parts.files.contents.set(file, new TextEncoder().encode(presetDocument('Own', 0.9)));
    await parts.start();
    expect(await parts.names()).toEqual(['B', 'Own']);
    expect(new TextDecoder().decode(parts.files.contents.get(file))).toBe(presetDocument('Own'));
    expect(parts.ui.tell).toHaveBeenCalledWith('2 presets were imported: Own, B.');
  });

  it('stay out when the person changes their mind about the names', async () => {
    const parts = createImport([json(answer('Own', 'B'))]);
    const file = '/global/presets/own.pastiche.json';
    parts.files.contents.set(file, new TextEncoder().encode(presetDocument('Own', 0.9)));
    parts.ui.choose.mockResolvedValueOnce(undefined);
    await parts.start();
    expect(await parts.names()).toEqual(['Own']);
  });

  it('that are damaged are named at the end', async () => {
    const { start, ui, names } = createImport([json(answer('A', 'broken'))]);
    await start();
    expect(await names()).toEqual(['A', 'Own']);
    expect(ui.complain).toHaveBeenCalledWith(
      expect.stringContaining(
        'Presets imported: 1; not imported: 1. broken: The preset broken is damaged',
      ),
    );
  });

  it('are not there: a sentence says what to do', async () => {
    const { start, ui } = createImport([json({ name: 'Harbour', document: {} })]);
    await start();
    expect(ui.tell).toHaveBeenCalledWith(
      '“Harbour” holds no presets; save one to the document with Pastiche in Figma first.',
    );
  });

  it('need no second request while an answer is kept, unless the person wants one', async () => {
    const { start, asked, ui, clock } = createImport([json(answer('A', 'B')), json(answer('C'))]);
    await start();
    clock.now = 5 * 60_000;
    await start();
    expect(asked).toHaveLength(1);
    const [title, choices] = ui.choose.mock.calls[0] as unknown as [string, { label: string }[]];
    expect([title, ...choices.map(({ label }) => label)]).toEqual([
      'Figma was asked for this file before',
      'Use the answer of 5 minutes ago',
      'Ask Figma again',
    ]);

    ui.choose.mockResolvedValueOnce('ask');
    await start();
    expect(asked).toHaveLength(2);
    ui.choose.mockResolvedValueOnce(undefined);
    await start();
    expect(asked).toHaveLength(2);
  });

  it('keeps nothing of the file but the entries', async () => {
    const { start, files } = createImport();
    await start();
    const [path, bytes] =
      [...files.contents].find(([name]) => name.startsWith('/global/figma/')) ?? [];
    expect(path).toBe('/global/figma/a=bc=de=f0123456789ghi=j=kl.json');
    expect(JSON.parse(new TextDecoder().decode(bytes))).toEqual({
      version: 1,
      host: 'http://127.0.0.1:9',
      key: KEY,
      fileName: 'Harbour',
      entries: entriesOf(['A', 'B']),
      at: 0,
    });
  });

  it('asks for the token once, and keeps it as a secret', async () => {
    const { start, ui, secrets, asked, run } = createImport([json(answer('A', 'B'))], null);
    ui.askSecret.mockResolvedValueOnce(` ${TOKEN}\n`);
    await start();
    expect(ui.askSecret.mock.calls[0][0]).toContain('file_content:read');
    expect(secrets.get('figma.token')).toBe(TOKEN);
    expect(asked).toHaveLength(1);

    await run['pastiche.figma.removeToken']();
    expect(secrets.size).toBe(0);
  });

  it('does nothing without an address or a token', async () => {
    const { start, ui, asked } = createImport([], null);
    ui.askText.mockResolvedValueOnce(undefined);
    await start();
    await start();
    expect(ui.askSecret).toHaveBeenCalledTimes(1);
    expect(asked).toEqual([]);
  });

  it('refuses a token that no header can hold, without repeating it', async () => {
    const { run, ui, secrets } = createImport([], null);
    ui.askSecret.mockResolvedValueOnce('figd_ü 123456789');
    const failure = run['pastiche.figma.setToken']();
    await expect(failure).rejects.toThrow('letters, digits and dashes only');
    await expect(failure).rejects.not.toThrow('figd');
    expect(secrets.size).toBe(0);
  });
});

describe('what Figma refuses', () => {
  const refusal = (status: number, err: string, headers: Record<string, string> = {}) =>
    json({ status, err }, { status, headers });
  const HOUR = 3600;

  it.each([
    [
      refusal(404, 'Not found'),
      'Figma knows no such file, or hides it from this token; check the address.',
    ],
    [
      refusal(500, 'Oops'),
      'Figma should have answered with the file, but reports 500; try again later.',
    ],
    [refusal(400, 'Request too large'), 'which may be too large'],
    [
      refusal(429, 'Rate limit', { 'retry-after': '30' }),
      'Figma was asked too often; try again in 30 seconds.',
    ],
    [
      refusal(429, 'Rate limit', {
        'retry-after': String(300 * HOUR),
        'x-figma-plan-tier': 'pro',
        'x-figma-rate-limit-type': 'low',
      }),
      'Figma allows about 6 requests a month with a View or Collab seat, and they are spent; try again in 13 days, or export the preset in Figma as a file.',
    ],
    [
      refusal(429, 'Rate limit', {
        'x-figma-plan-tier': 'starter',
        'x-figma-rate-limit-type': 'high',
      }),
      'Figma allows about 6 requests a month for a file in a Starter plan, and they are spent; try again later, or export the preset in Figma as a file.',
    ],
    [new Error(`bad header ${TOKEN}`), 'Figma cannot be reached'],
    [
      new Response('<html>proxy</html>'),
      'Figma should have answered with a file, but sent something else',
    ],
    [
      json({ err: 'no document' }),
      'Figma should have answered with a file, but sent something else',
    ],
    [
      new Response('x', { headers: { 'content-length': '70000000' } }),
      'Figma’s answer may have 64 MB, but has more',
    ],
  ])('is said in a sentence: %#', async (reply, sentence) => {
    const { start, lines } = createImport([reply]);
    const failure: Error = await start().then(
      () => new Error('nothing failed'),
      (error) => error,
    );
    expect(failure.message).toContain(sentence);
    expect(`${failure.stack} ${String(failure.cause)} ${lines.join()}`).not.toContain(TOKEN);
  });

  it.each([
    ['Invalid token', 'Figma does not know this token'],
    ['Token expired', 'Figma’s token has expired'],
    [
      'Invalid scope(s): x. This endpoint requires the file_content:read scope',
      'lacks the scope file_content:read',
    ],
    ['Forbidden', 'does not let the owner of this token see this file'],
  ])('as a token, it offers to set another: %s', async (err, sentence) => {
    const parts = createImport([refusal(403, err), json(answer('A', 'B'))]);
    parts.ui.complain.mockResolvedValueOnce('Set Figma Token…');
    parts.ui.askSecret.mockResolvedValueOnce('figd_another-one');
    await parts.start();
    expect(parts.ui.complain.mock.calls[0]).toEqual([
      expect.stringContaining(sentence),
      'Set Figma Token…',
    ]);
    expect(parts.asked[1][1].headers).toEqual({ 'X-Figma-Token': 'figd_another-one' });
    expect(await parts.names()).toEqual(['A', 'B', 'Own']);
    expect(parts.lines.join()).not.toContain(TOKEN);
  });

  it('falls back to what it said the last time, if the person likes', async () => {
    const parts = createImport([json(answer('A', 'B')), refusal(429, 'Rate limit')]);
    await parts.start();
    parts.ui.choose.mockResolvedValueOnce('ask');
    parts.ui.complain.mockImplementationOnce(async (_, action) => action);
    await parts.start();
    expect(parts.ui.complain).toHaveBeenCalledWith(
      'Figma was asked too often; try again later.',
      'Use the answer of now',
    );
    expect(parts.ui.chooseSome).toHaveBeenCalledTimes(2);
  });

  it('ends when the person cancels, and says when it takes too long', async () => {
    const cancelled = createImport();
    const gone = AbortSignal.abort();
    cancelled.ui.progress.mockImplementationOnce(async (_, work) => work(() => {}, gone));
    await expect(cancelled.start()).rejects.toMatchObject({ code: 'aborted' });

    const slow = createImport();
    slow.late.abort();
    await expect(slow.start()).rejects.toThrow('Figma did not answer within 60 seconds');
  });

  it('stops reading an answer that does not end', async () => {
    let sent = 0;
    const chunk = new Uint8Array(8_000_000);
    const cancel = vi.fn();
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        sent += chunk.length;
        controller.enqueue(chunk);
      },
      cancel,
    });
    const { start } = createImport([new Response(body)]);
    await expect(start()).rejects.toThrow('may have 64 MB');
    expect(cancel).toHaveBeenCalledTimes(1);
    expect(sent).toBeLessThan(100_000_000);
  });

  it('takes keys that name parts of every object as entries like others', async () => {
    const [{ value }] = presetToEntries('a', presetDocument('A'));
    const keys = { 'preset.constructor': value, 'preset.a.1': value, 'preset.../..': value };
    const data = JSON.stringify(keys).replace('{', `{"__proto__":${JSON.stringify(value)},"n":5,`);
    const text = `{"document":{"sharedPluginData":{"pastiche":${data}}}}`;
    const { start, names } = createImport([new Response(text)]);
    await start();
    expect(await names()).toEqual(['A', 'Own']);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });
});
