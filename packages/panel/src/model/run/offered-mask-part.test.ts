import { sentence } from '@pastiche/core';
import { describe, expect, test } from 'vitest';
import { HARBOUR, STREET, settle, startTestPanel } from '../../../test/start-test-panel.js';

const label = sentence`Keep text`;
const TEXT = { label, bytes: new Uint8Array([9, 9]) };
const OTHER_TEXT = { label, bytes: new Uint8Array([9, 8]) };
const content = { ...HARBOUR, protect: TEXT };

function panelWith(protect: typeof TEXT | null) {
  return startTestPanel({ style: 'built-in:woodcut', host: { content: { ...HARBOUR, protect } } });
}

describe('what the host offers to keep', () => {
  test('is on, with its words, and stays as it is in paintings and variations', async () => {
    const { model, engine } = await panelWith(TEXT);
    expect(model.offeredMask.value).toEqual({ label, isOn: true });
    await model.stylize();
    expect(engine.lastRun.request.protect).toEqual([TEXT.bytes]);
    engine.lastRun.finish();
    await settle();
    await model.paintVariations();
    expect(engine.lastRun.request.protect).toEqual([TEXT.bytes]);
  });

  test('is painted once it is switched off, also of the next content', async () => {
    const { model, engine, host } = await panelWith(TEXT);
    model.switchOfferedMask(false);
    expect(model.offeredMask.value).toEqual({ label, isOn: false });
    host.changeContent({ ...STREET, protect: TEXT });
    await settle();
    await model.stylize();
    expect(engine.lastRun.request.protect).toBeUndefined();
  });

  test('is nothing where the host knows of nothing, and of a picture that was dropped', async () => {
    const { model, engine, host } = await panelWith(null);
    expect(model.offeredMask.value).toBeNull();
    host.changeContent(content);
    await settle();
    expect(model.offeredMask.value).not.toBeNull();
    await model.setContent(STREET.name, STREET.bytes);
    expect(model.offeredMask.value).toBeNull();
    await model.stylize();
    expect(engine.lastRun.request.protect).toBeUndefined();
  });

  test('may change while the picture stays: the last painting is still in sight', async () => {
    const { model, engine, host } = await panelWith(TEXT);
    await model.stylize();
    const { preview } = engine.lastRun.finish();
    await settle();
    host.changeContent({ ...HARBOUR, protect: OTHER_TEXT });
    expect(model.shown.value.painting).toBe(preview);
    // The content and the style, each read once.
    expect(engine.added.length).toBe(2);
    await model.stylize();
    expect(engine.lastRun.request.protect).toEqual([OTHER_TEXT.bytes]);
    host.changeContent(HARBOUR);
    engine.lastRun.finish();
    await settle();
    expect(model.offeredMask.value).toBeNull();
  });
});
