import { StyleTransferError, sentence } from '@pastiche/core';
import { expect, test } from 'vitest';
import { MARKED_LANGUAGE, marked } from '../../../playground/marked-words.js';
import { settle, startTestPanel, type TestPanelOptions } from '../../../test/start-test-panel.js';

const start = (options: TestPanelOptions = {}) =>
  startTestPanel({ language: MARKED_LANGUAGE, ...options });

test('what is missing is told in the person’s language', async () => {
  const { model } = await start({ host: { content: null } });
  const missing = marked('Select {0} first.').replace('{0}', 'a layer');
  expect(model.obstacle.value).toBe(missing);
  await model.stylize();
  expect(model.notice.value?.message).toBe(missing);
});

test('so is what the engine says, to its innermost word', async () => {
  const why = sentence`there is no WebAssembly here`;
  const said = sentence`The ${'wasm'} backend could not be started: ${why}.`;
  const { model } = await start({
    beforeStart: () => {
      throw new StyleTransferError('backend-unavailable', said);
    },
  });
  const pattern = marked('The {0} backend could not be started: {1}.');
  const message = pattern.replace('{0}', 'wasm').replace('{1}', marked(why.pattern));
  expect(model.engine.value).toMatchObject({ kind: 'failed', problem: { message } });
  expect(model.obstacle.value).toBe(message);
});

test('so are labels, and the words for built-in styles; names and what is kept are not', async () => {
  const { model, engine, host } = await start({ style: 'built-in:woodcut' });
  const [style] = model.styles.value;
  expect(style.item.name).toBe('Woodcut');
  expect(style.item.description).toMatch(/^⟦.+⟧$/);
  void model.stylize();
  await settle();
  engine.lastRun.finish();
  await settle();
  const label = marked('{0} in the style of {1}');
  expect(model.shown.value.label).toBe(
    label.replace('{0}', 'harbour.png').replace('{1}', marked('Woodcut')),
  );
  expect(model.history.value[0].styleNames).toEqual(['Woodcut']);
  await model.save(host.capabilities.actions[0].id);
  expect(JSON.stringify(host.results)).not.toContain('⟦');
});

test('a person’s preset or picture with the name of a built-in style is none', async () => {
  const { model, engine } = await start({ style: 'built-in:woodcut' });
  await model.savePreset('Woodcut');
  await model.chooseStyle('preset:woodcut');
  await model.addStyle('Watercolour', new Uint8Array([1]), { add: true });
  void model.stylize();
  await settle();
  engine.lastRun.finish();
  await settle();
  const label = marked('{0} in the style of {1}');
  expect(model.shown.value.label).toBe(
    label
      .replace('{0}', 'harbour.png')
      .replace(
        '{1}',
        marked('{0} and {1}').replace('{0}', 'Woodcut').replace('{1}', 'Watercolour'),
      ),
  );
});

test('so are variations, and notices of what was done', async () => {
  const { model } = await start({ style: 'built-in:woodcut' });
  await model.paintVariations();
  expect(model.variations.value.map(({ label }) => label)).toEqual(
    Array(6).fill(expect.stringMatching(/^⟦.+⟧$/)),
  );
  await model.savePreset('');
  expect(model.notice.value?.message).toMatch(/^⟦Give the preset a name.+⟧$/);
  await model.saveTimelapse();
  expect(model.notice.value?.message).toMatch(/^⟦Only the last painting.+⟧$/);
});
