import { describe, expect, it } from 'vitest';
import { describeRun, parseRunDescription } from './metadata.js';
import { parseParameters } from './parse-parameters.js';
import { DEFAULT_PARAMETERS } from './schema.js';

const context = {
  network: 'vgg19',
  styleNames: ['große Welle 🌊.jpg', 'b"\\.png'],
  version: '0.1.0',
};
const refusal = (message: string) =>
  expect.objectContaining({ code: 'invalid-parameter', message });

/** A description with some fields replaced. */
const changed = (change: Record<string, unknown>) =>
  JSON.stringify({ ...JSON.parse(describeRun(DEFAULT_PARAMETERS, context)), ...change });

describe('describeRun', () => {
  it('writes one line of plain ASCII with every parameter', () => {
    const text = describeRun(DEFAULT_PARAMETERS, { ...context, styleNames: ['é'] });
    expect(
      text.startsWith(
        '{"pastiche":1,"version":"0.1.0","network":"vgg19","styleNames":["\\u00e9"],"parameters":{"size":512,',
      ),
    ).toBe(true);
    expect(text).toMatch(/^[\x20-\x7e]+$/);
    expect(Object.keys(JSON.parse(text).parameters)).toEqual(Object.keys(DEFAULT_PARAMETERS));
  });
});

describe('parseRunDescription', () => {
  it('reads back what was written', () => {
    const parameters = parseParameters({ size: 300, alpha: 2, styleLayers: { conv3_1: 0.1 } });
    expect(parseRunDescription(describeRun(parameters, context))).toEqual({
      ...context,
      parameters,
    });
  });

  it('refuses a newer format', () => {
    expect(() => parseRunDescription(changed({ pastiche: 2, parameters: { future: 1 } }))).toThrow(
      refusal(
        'This run was described by a newer Pastiche (format 2, this one reads 1); update Pastiche to read it.',
      ),
    );
  });

  it.each(['{}', 'null', '[1]', '7', changed({ pastiche: '1' }), changed({ pastiche: 0 })])(
    'refuses what is no description: %.30s',
    (text) => {
      expect(() => parseRunDescription(text)).toThrow(
        refusal(
          'This text is not the description of a Pastiche run; take one from a picture it painted.',
        ),
      );
    },
  );

  it('refuses text that is cut off', () => {
    const text = describeRun(DEFAULT_PARAMETERS, context).slice(0, -1);
    expect(() => parseRunDescription(text)).toThrow(
      refusal(
        'The description of a run must be JSON, but this text is not; it may have been cut off.',
      ),
    );
  });

  it.each([{ network: 1 }, { version: undefined }, { styleNames: 'a' }, { styleNames: [1] }])(
    'refuses %j',
    (change) => {
      expect(() => parseRunDescription(changed(change))).toThrow(
        refusal(
          'The description of this run must give version, network and styleNames as text, but one is missing or of another kind; take it from the picture once more.',
        ),
      );
    },
  );

  it('refuses wrong parameters under their own names', () => {
    expect(() => parseRunDescription(changed({ parameters: { size: 1 } }))).toThrow(
      refusal('size must be a whole number from 16 to 4096, but 1 came.'),
    );
  });
});
