import { expect, it } from 'vitest';
import { createPanelServices } from '../../test/panel-services.js';
import { presetDocument } from '../../test/preset-document.js';
import { importAll } from './import-all.js';

/** The person chooses all of them, and replaces what is here. */
async function afterImport(kept: Record<string, string>, given: readonly [string, string][]) {
  const { services, files, ui, presets } = createPanelServices();
  for (const [stem, document] of Object.entries(kept)) {
    const bytes = new TextEncoder().encode(document);
    files.contents.set(`/global/presets/${stem}.pastiche.json`, bytes);
  }
  const found = given.map(([name, document]) => ({ name, document }));
  await importAll({ presets: found, damaged: [] }, 'Presets', services);
  const documents = (await presets.list()).map(({ id, document }) => [id, document]);
  return { ui, documents: Object.fromEntries(documents) };
}

it('keeps both of two chosen presets with one name, and replaces only once', async () => {
  const { ui, documents } = await afterImport({ own: presetDocument('Own', 0.9) }, [
    ['Own', presetDocument('Own', 0.1)],
    ['Own', presetDocument('Own', 0.2)],
  ]);
  expect(documents).toEqual({
    own: presetDocument('Own', 0.1),
    'own-2': presetDocument('Own (2)', 0.2),
  });
  expect(ui.choose.mock.calls[0][0]).toBe('Here already, but not the same: Own');
  expect(ui.tell).toHaveBeenCalledWith('2 presets were imported: Own, Own (2).');
});

it('keeps a chosen preset that is here already where another one replaces it', async () => {
  const { documents } = await afterImport({ own: presetDocument('Own', 0.9) }, [
    ['Own', presetDocument('Own', 0.9)],
    ['Own', presetDocument('Own', 0.2)],
  ]);
  expect(documents).toEqual({
    own: presetDocument('Own', 0.2),
    'own-2': presetDocument('Own (2)', 0.9),
  });
});

it('replaces the preset of just that name before one that only looks alike', async () => {
  const alike = presetDocument('Ow\u200bn', 0.8);
  const { documents } = await afterImport({ another: alike, own: presetDocument('Own', 0.9) }, [
    ['Own', presetDocument('Own', 0.1)],
  ]);
  expect(documents).toEqual({ another: alike, own: presetDocument('Own', 0.1) });
});

it.each([
  [[['Own', presetDocument('Own', 0.9)]], 'The preset Own is here already, unchanged.'],
  [
    [
      ['Own', presetDocument('Own', 0.9)],
      ['Two', presetDocument('Two', 0.2)],
    ],
    '2 presets are here already, unchanged: Own, Two.',
  ],
  [
    [
      ['Own', presetDocument('Own', 0.9)],
      ['Dawn', presetDocument('Dawn')],
    ],
    'The preset Dawn was imported. The preset Own is here already, unchanged.',
  ],
] as [[string, string][], string][])(
  'says what was there already, just so: %#',
  async (given, message) => {
    const { ui } = await afterImport(
      { own: presetDocument('Own', 0.9), two: presetDocument('Two', 0.2) },
      given,
    );
    expect(ui.tell.mock.calls).toEqual([[message]]);
  },
);
