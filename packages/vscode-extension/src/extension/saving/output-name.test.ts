import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_PATTERN, numberedNames, outputName } from './output-name.js';

const parts = {
  name: 'harbour',
  preset: 'oil-whirls',
  width: 512,
  height: 384,
  date: new Date(2026, 2, 9),
};

/** A pattern with its variables written as `<name>`. */
const pattern = (text: string) => text.replace(/<(\w+)>/g, (_, name) => `\${${name}}`);

describe('the output name', () => {
  it.each([
    [DEFAULT_PATTERN, 'harbour.oil-whirls'],
    [pattern('<name>-<width>x<height>'), 'harbour-512x384'],
    [pattern('<date> <name>'), '2026-03-09 harbour'],
    ['same', 'same'],
    [pattern('<name>.<style>'), pattern('harbour.$<style>').replace('$$', '$')],
    ['../../etc/<name>', '-..-etc--name-'],
    ['...', 'harbour.oil-whirls'],
    ['con', '_con'],
    ['a:b*c?', 'a-b-c-'],
  ])('of the pattern %s is %s', (given, name) => {
    expect(outputName(given, parts)).toBe(name);
  });

  const long = 'quarterly-report-of-the-harbour-authority-with-all-annexes-scan-07';
  it.each([
    [DEFAULT_PATTERN, long, 'quarterly-report-of-the-harbour-authority-with-al.oil-whirls'],
    [
      pattern('<name>/<preset>-<name>'),
      long,
      'quarterly-report-of-the--oil-whirls-quarterly-report-of-the-',
    ],
    [pattern('<width>'), long, '512'],
    // 54 letters would be left of the name, of which the last is a space.
    [pattern('<name>.<width>px'), `${'a'.repeat(53)} ${'b'.repeat(9)}`, `${'a'.repeat(53)}.512px`],
    // Each of these takes two code units, and four bytes.
    [DEFAULT_PATTERN, '🛶'.repeat(80), `${'🛶'.repeat(49)}.oil-whirls`],
    [`${'x'.repeat(70)}${pattern('<name>')}`, 'harbour', 'x'.repeat(60)],
  ])('of the pattern %s shortens only the name of the picture, %s', (given, name, expected) => {
    expect(outputName(given, { ...parts, name })).toBe(expected);
  });

  it('is fit for every file system, whatever the picture and the pattern are called', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (given, name) => {
        const result = outputName(given, { ...parts, name });
        expect(result).toMatch(/^[^/\\:*?"<>|\p{Cc}]+$/u);
        expect(result).not.toMatch(/^[.\s]|[.\s]$/);
        expect([...result].length).toBeLessThanOrEqual(61);
      }),
    );
  });

  it('is numbered from the second one on', () => {
    expect([...numberedNames('a', 'png')].slice(0, 3)).toEqual(['a.png', 'a-2.png', 'a-3.png']);
  });
});
