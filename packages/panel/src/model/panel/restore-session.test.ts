import { SESSION_BYTES_WRITTEN } from '@pastiche/core/limits';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { TINY_PNG } from '../../../test/fake-engine.js';
import {
  HARBOUR,
  STREET,
  settle,
  startTestPanel,
  type TestPanel,
} from '../../../test/start-test-panel.js';
import type { HostPicture } from '../../host/host.js';
import { decodeSession } from '../session/session-file.js';

const WOODCUT = 'built-in:woodcut';
const KEEPS = { capabilities: { keepsSessions: true } };
const CHECKPOINT = new Uint8Array([9, 8, 7]);

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Longer than changes wait to be written. */
async function written(): Promise<void> {
  // The beginning of a painting is written at once; what comes meanwhile waits for that.
  await settle();
  vi.advanceTimersByTime(1100);
  await settle();
}

/** What the host holds in the middle of a painting; `act` is done before it is written. */
async function sessionAfter(
  act: (panel: TestPanel) => Promise<void> | void,
  content: HostPicture = HARBOUR,
): Promise<Uint8Array> {
  const panel = await startTestPanel({ host: { ...KEEPS, content } });
  await act(panel);
  await written();
  const { session } = panel.host;
  if (session === null) throw new Error('Nothing was written.');
  panel.model.close();
  return session;
}

async function reloaded(session: Uint8Array, content: HostPicture | null = HARBOUR) {
  const panel = await startTestPanel({ host: { ...KEEPS, session, content } });
  const restored = await panel.model.restored;
  await settle();
  return { ...panel, engine: panel.engine, restored };
}

describe('a window that is reloaded', () => {
  test('goes on with a painting from its last checkpoint, with what it was begun with', async () => {
    const session = await sessionAfter(async ({ model, engine }) => {
      model.setParameters({ size: 256, iterations: 40 });
      await model.addStyle('waves.png', STREET.bytes);
      await model.stylize();
      expect(engine.lastRun.request.checkpoints).toBe(true);
      engine.lastRun.step(3, 40);
      engine.lastRun.emit({ kind: 'checkpoint', bytes: CHECKPOINT });
      await model.chooseStyle(WOODCUT);
      model.setParameters({ size: 128 });
    });
    const { model, engine, restored } = await reloaded(session);
    expect(restored).toBe(true);
    expect(engine.runs).toHaveLength(1);
    const { request } = engine.lastRun;
    expect(request.resume).toEqual(CHECKPOINT);
    expect(request.parameters).toMatchObject({ size: 256, iterations: 40 });
    expect(engine.added).toContainEqual(STREET.bytes);
    expect(model.shown.value.label).toBe('harbour.png in the style of waves.png');
    expect(model.notice.value?.message).toMatch(/^The painting goes on where it was/);
    // For the next one is chosen what was chosen before.
    expect(model.styles.value.map(({ item }) => item.id)).toEqual([WOODCUT]);
    expect(model.settings.value.parameters.size).toBe(128);
    model.cancel();
    await settle();
    expect(model.job.value.kind).toBe('cancelled');
  });

  test('shows the last finished painting, which can be saved', async () => {
    const session = await sessionAfter(async ({ model, engine }) => {
      await model.chooseStyle(WOODCUT);
      await model.stylize();
      engine.lastRun.finish({ seconds: 7 });
      await settle();
    });
    const { model, engine, host, bitmaps } = await reloaded(session);
    const [entry] = model.history.value;
    expect(entry).toMatchObject({
      styleNames: ['Woodcut'],
      seconds: 7,
      contentName: 'harbour.png',
    });
    expect(model.shown.value.painting).toBe(entry.preview);
    await model.save('save');
    expect(host.results[0].result.bytes).toEqual(TINY_PNG);
    expect(engine.held).toHaveLength(2);
    model.close();
    expect(bitmaps.open).toEqual([]);
  });

  test('knows which picture of the host that was, whatever the host shows now', async () => {
    const paint = async ({ model, engine }: TestPanel) => {
      await model.chooseStyle(WOODCUT);
      await model.stylize();
      engine.lastRun.finish();
      await settle();
    };
    const session = await sessionAfter(paint, { ...HARBOUR, id: 'aa/harbour.png' });
    const { model, host } = await reloaded(session, { ...STREET, id: 'bb/harbour.png' });
    await model.save('save');
    expect(host.results[0].result.contentId).toBe('aa/harbour.png');
    model.close();
  });

  test('begins a painting anew that had no checkpoint yet', async () => {
    const early = await sessionAfter(async ({ model }) => {
      await model.chooseStyle(WOODCUT);
      await model.stylize();
    });
    const first = await reloaded(early);
    expect(first.engine.lastRun.request.resume).toBeUndefined();
    expect(first.model.notice.value?.message).toBe('The painting that was under way begins anew.');
  });

  test('goes on with a painting that becomes larger, from the smaller one and its checkpoint', async () => {
    const smaller = new Uint8Array([5, 4, 3]);
    const session = await sessionAfter(async ({ model, engine }) => {
      await model.chooseStyle(WOODCUT);
      await model.stylize();
      engine.lastRun.finish({ png: smaller });
      await settle();
      await model.paintLarger(model.history.value[0].id, 640);
      engine.lastRun.emit({ kind: 'checkpoint', bytes: CHECKPOINT });
    });
    const { engine, model } = await reloaded(session);
    const { request } = engine.lastRun;
    expect(request).toMatchObject({ smallerPainting: smaller, resume: CHECKPOINT });
    expect(request.parameters.size).toBe(640);
    expect(decodeSession(session)?.pieces).toHaveLength(2);
    expect(model.history.value[0].png).toEqual(smaller);
  });

  test('paints pictures at their own size as before, and the one under way at the size it had', async () => {
    const session = await sessionAfter(async ({ model }) => {
      await model.chooseStyle(WOODCUT);
      model.setSettings({ originalSize: true });
      await model.stylize();
      model.setParameters({ strength: 0.3 });
    });
    const { model, engine } = await reloaded(session);
    expect(engine.lastRun.request.parameters.size).toBe(640);
    expect(model.settings.value).toMatchObject({
      originalSize: true,
      parameters: { size: 512, strength: 0.3 },
    });
  });

  test('is told of beforehand where a painting is too large to be brought back', async () => {
    const panel = await startTestPanel({ host: KEEPS, style: WOODCUT });
    const { model, host } = panel;
    await model.stylize();
    const tooLarge = new Uint8Array(SESSION_BYTES_WRITTEN + 1);
    panel.engine.lastRun.emit({ kind: 'checkpoint', bytes: tooLarge });
    await written();
    expect(model.notice.value?.message).toBe(
      'This painting is too large to be kept for a reload; until it is done, leave this window open.',
    );
    expect(decodeSession(host.session!)?.head).toMatchObject({
      painting: null,
      blend: [{ id: WOODCUT }],
    });
  });

  test('says so where the checkpoint does not fit, and is ready to begin anew', async () => {
    const session = await sessionAfter(async ({ model, engine }) => {
      await model.chooseStyle(WOODCUT);
      await model.stylize();
      engine.lastRun.emit({ kind: 'checkpoint', bytes: CHECKPOINT });
    });
    const second = await reloaded(session);
    second.engine.lastRun.fail('invalid-checkpoint', 'The checkpoint is damaged.');
    await settle();
    expect(second.model.notice.value?.message).toBe(
      'The painting could not go on; press Stylize to begin it anew.',
    );
    expect(second.model.job.value.kind).toBe('idle');
    await second.model.stylize();
    expect(second.engine.runs).toHaveLength(2);
    expect(second.engine.lastRun.request.resume).toBeUndefined();
  });

  test('shows the last finished painting also where its picture has changed, or is gone', async () => {
    const session = await sessionAfter(async ({ model, engine }) => {
      await model.chooseStyle(WOODCUT);
      await model.stylize();
      engine.lastRun.finish();
      await settle();
    });
    for (const content of [STREET, null]) {
      const { model, host, bitmaps } = await reloaded(session, content);
      expect(model.history.value[0]).toMatchObject({ contentName: 'harbour.png' });
      await model.save('save');
      expect(host.results[0].result.suggestedName).toBe('harbour.woodcut');
      model.close();
      expect(bitmaps.open).toEqual([]);
    }
  });

  test('writes once for a checkpoint, however many steps follow it', async () => {
    const { model, engine, host } = await startTestPanel({ host: KEEPS, style: WOODCUT });
    await model.stylize();
    await written();
    engine.lastRun.emit({ kind: 'checkpoint', bytes: CHECKPOINT });
    await written();
    const writes = () => host.asked.filter((method) => method === 'writeSession').length;
    const before = writes();
    for (let index = 1; index <= 20; index++) {
      engine.lastRun.step(index, 40);
      await written();
    }
    expect(writes()).toBe(before);
  });

  test('brings back a picture that was dropped', async () => {
    const session = await sessionAfter(({ model }) => model.setContent('street.png', STREET.bytes));
    const { model } = await reloaded(session);
    expect(model.content.value).toMatchObject({ kind: 'ready', name: 'street.png' });
  });

  test('knows of a painting from its first moment, and begins it anew', async () => {
    const panel = await startTestPanel({ host: KEEPS });
    await panel.model.chooseStyle(WOODCUT);
    await panel.model.stylize();
    // No time passes: a reload may come in the next moment.
    await settle();
    const { session } = panel.host;
    panel.model.close();
    const { engine, model } = await reloaded(session!);
    expect(engine.runs).toHaveLength(1);
    expect(model.notice.value?.message).toMatch(/begins anew/);
  });

  test('does not paint on another picture', async () => {
    const session = await sessionAfter(async ({ model }) => {
      await model.chooseStyle(WOODCUT);
      await model.stylize();
    });
    const { model, engine } = await reloaded(session, STREET);
    expect(engine.runs).toHaveLength(0);
    expect(model.styles.value).toHaveLength(1);
    expect(model.notice.value?.message).toMatch(/another than before/);
  });

  test('begins afresh, with one sentence, where what was kept is damaged', async () => {
    const session = await sessionAfter(({ model }) => model.chooseStyle(WOODCUT));
    for (const damaged of [session.slice(0, -1), session.slice(9), new Uint8Array([1])]) {
      const { model, restored } = await reloaded(damaged);
      expect(restored).toBe(false);
      expect(model.notice.value?.message).toMatch(/^What was kept of the last time could not/);
      expect(model.obstacle.value).toBe('Choose a style.');
    }
  });

  test('asks nothing of a host that keeps no sessions', async () => {
    const { model, host, engine } = await startTestPanel({ style: WOODCUT });
    await model.stylize();
    expect(await model.restored).toBe(false);
    await written();
    expect(host.asked).not.toContain('readSession');
    expect(host.asked).not.toContain('writeSession');
    expect(engine.lastRun.request.checkpoints).toBeUndefined();
  });
});
