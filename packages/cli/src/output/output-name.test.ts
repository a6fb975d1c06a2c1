import { describe, expect, it } from 'vitest';
import { outputName } from './output-name.js';

describe('outputName', () => {
  it('is of the content, the styles and the format of the content', () => {
    expect(outputName('in/a.JPG', ['night.jpg', 'x/wave.pastiche-style'])).toBe('a.night+wave.jpg');
    expect(outputName('in/b.gif', ['look.pastiche.json'])).toBe('b.look.png');
    expect(outputName('in/c.jfif', ['night.jpg'])).toBe('c.night.jfif');
    expect(outputName('in/d.bmp', ['night.jpg'])).toBe('d.night.png');
  });

  it('case 12: names standard input', () => {
    expect(outputName('-', ['night.jpg'])).toBe('stdin.night.png');
    expect(outputName('photo.jpg', ['-'])).toBe('photo.stdin.jpg');
  });

  it('case 10: is never longer than file systems take, counted in bytes', () => {
    const long = 'ü'.repeat(120);
    const name = outputName(`${long}.png`, [`${'😀'.repeat(60)}.png`]);
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
    // 255 - '.' - '.png' = 250 bytes: 60 for the styles, of 4 bytes each, 190 for the content.
    expect(name).toBe(`${'ü'.repeat(95)}.${'😀'.repeat(15)}.png`);
  });

  it('case 10: leaves a long style what a short content does not need', () => {
    // 255 - '.' - '.png' - 'a' = 249.
    expect(outputName('a.png', [`${'s'.repeat(251)}.jpg`])).toBe(`a.${'s'.repeat(249)}.png`);
  });
});
