import { decodeGreyPng } from '@pastiche/core/pictures';
import { parseRecipe } from '@pastiche/core/presets';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import {
  HARBOUR,
  STREET,
  settle,
  startTestPanel,
  type TestPanel,
} from '../../../test/start-test-panel.js';
import type { HostPicture } from '../../host/host.js';
import { decodeSession, type SessionFile } from '../session/session-file.js';

const TEXT = { label: 'Keep text', bytes: new Uint8Array([5, 5]) };
const OTHER_TEXT = { ...TEXT, bytes: new Uint8Array([5, 6]) };
const CONTENT = { ...HARBOUR, protect: TEXT };
const LEFT_HALF = { kind: 'rectangle', x: 0, y: 0, width: 0.5, height: 1 } as const;
const SMALL = 'Aw==';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

type Head = SessionFile['head'];

/** What the host holds after what `act` does, once that is there: masks are packed by streams, which take their time. */
async function sessionAfter(
  act: (panel: TestPanel) => Promise<void>,
  isThere: (head: Head) => boolean,
): Promise<Uint8Array> {
  const panel = await open(CONTENT);
  await act(panel);
  return vi.waitFor(() => {
    vi.advanceTimersByTime(1100);
    const { session } = panel.host;
    const head = session && decodeSession(session)?.head;
    if (!head || !isThere(head)) throw new Error('The session is not written yet.');
    panel.model.close();
    return session;
  });
}

async function open(content: HostPicture, session: Uint8Array | null = null): Promise<TestPanel> {
  const panel = await startTestPanel({
    host: { capabilities: { keepsSessions: true }, content, session },
  });
  await panel.model.restored;
  await settle();
  return panel;
}

/** Whether a file is a mask of the left half. */
async function isLeftHalf(file: Uint8Array): Promise<boolean> {
  const mask = await decodeGreyPng(file);
  return mask?.data.every((mark, at) => mark > 0 === at % mask.width < mask.width / 2) ?? false;
}

async function drawAndChoose({ model }: TestPanel): Promise<void> {
  await model.addStyle('waves.png', STREET.bytes);
  model.masks.drawShape(LEFT_HALF, 'mark');
}

test('what is drawn, and the switch of what the host offers, come back after a reload', async () => {
  const session = await sessionAfter(
    async (panel) => {
      await drawAndChoose(panel);
      panel.model.switchOfferedMask(false);
    },
    ({ masks, keepsOffered }) => masks !== undefined && keepsOffered === false,
  );
  const { model, engine } = await reloaded(session);
  expect(model.offeredMask.value).toMatchObject({ isOn: false });
  await model.stylize();
  const { protect = [] } = engine.lastRun.request;
  expect(protect).toHaveLength(1);
  expect(await isLeftHalf(protect[0])).toBe(true);
});

test('the part of a style, and how strongly it is painted, come back after a reload', async () => {
  const session = await sessionAfter(
    async ({ model }) => {
      await model.chooseStyle('built-in:woodcut');
      await model.addStyle('waves.png', STREET.bytes, { add: true });
      const [, , waves] = model.masks.targets.value;
      model.masks.aim(waves);
      model.masks.drawShape(LEFT_HALF, 'mark');
      model.masks.setStrength(0.5);
    },
    ({ masks }) => masks?.regions[0]?.strength === 0.5,
  );
  const { model, engine } = await reloaded(session);
  await model.stylize();
  const [region] = engine.lastRun.request.regions ?? [];
  expect(region.strength).toBe(0.5);
  expect(await isLeftHalf(region.mask)).toBe(true);
});

test('what is drawn over one picture does not come back over another', async () => {
  const session = await sessionAfter(drawAndChoose, ({ masks }) => masks !== undefined);
  const { model } = await open(STREET, session);
  expect(model.masks.marked.value).toEqual([]);
});

test('a painting goes on with the masks that it was begun with', async () => {
  const session = await sessionAfter(
    async (panel) => {
      await drawAndChoose(panel);
      await panel.model.stylize();
      panel.engine.lastRun.emit({ kind: 'checkpoint', bytes: new Uint8Array([9]) });
      panel.model.masks.clear();
      panel.model.switchOfferedMask(false);
    },
    ({ masks, keepsOffered, painting }) =>
      masks === undefined && keepsOffered === false && painting?.checkpoint != null,
  );
  const { model, engine } = await open({ ...CONTENT, protect: OTHER_TEXT }, session);
  const { protect = [], resume } = engine.lastRun.request;
  expect(resume).toEqual(new Uint8Array([9]));
  expect(protect[0]).toEqual(TEXT.bytes);
  expect(await isLeftHalf(protect[1])).toBe(true);
  expect(model.masks.marked.value).toEqual([]);
});

test('the masks of a finished painting are in its recipe also after a reload', async () => {
  const session = await sessionAfter(
    async (panel) => {
      await drawAndChoose(panel);
      await panel.model.stylize();
      panel.engine.lastRun.finish({ masks: { protect: [SMALL, SMALL], regions: [] } });
      await settle();
    },
    ({ finished }) => finished?.masks !== undefined,
  );
  const { model, host } = await reloaded(session);
  await model.save('place');
  expect(parseRecipe(host.results[0].result.recipe).masks).toEqual({
    offered: SMALL,
    protect: SMALL,
    regions: [],
  });
});

const reloaded = (session: Uint8Array) => open(CONTENT, session);
