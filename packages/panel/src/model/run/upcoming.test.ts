import { expect, test } from 'vitest';
import { STREET, settle, startTestPanel } from '../../../test/start-test-panel.js';

const WOODCUT = 'built-in:woodcut';

test('what is chosen during a painting is said to be for the next one', async () => {
  const { model, engine } = await startTestPanel({ style: WOODCUT });
  await model.stylize();
  expect(model.upcoming.value).toEqual({ picture: null, styles: false });
  await model.setContent('street.png', STREET.bytes);
  await model.chooseStyle('built-in:ink-wash');
  expect(model.upcoming.value).toEqual({ picture: 'street.png', styles: true });
  await model.chooseStyle(WOODCUT);
  expect(model.upcoming.value.styles).toBe(false);
  await model.chooseStyle('built-in:ink-wash');
  engine.lastRun.finish();
  await settle();
  expect(model.upcoming.value).toEqual({ picture: null, styles: false });
  expect(model.content.value).toMatchObject({ name: 'street.png' });
});

test('what the host selects during a painting waits, too, and may be taken back', async () => {
  const { model, host } = await startTestPanel({ style: WOODCUT });
  await model.stylize();
  host.changeContent(STREET);
  expect(model.upcoming.value.picture).toBe('street.png');
  host.changeContent(null);
  expect(model.upcoming.value.picture).toBeNull();
});
