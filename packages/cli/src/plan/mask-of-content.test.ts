import { sep } from 'node:path';
import { inEnglish } from '@pastiche/core';
import { describe, expect, it } from 'vitest';
import { maskOfContent, withoutMasks } from './mask-of-content.js';

describe('the mask of a content', () => {
  it.each([
    ['logo.png', 'photos/a.jpg', 'logo.png'],
    ['{name}.mask.png', 'photos/a.b.jpg', 'photos/a.b.mask.png'],
    ['masks/{name}.png', 'a.jpg', 'masks/a.png'],
    ['/masks/{name}-{name}.png', 'photos/a.jpg', '/masks/a-a.png'],
  ])('named %s is for %s the file %s', (protect, content, mask) => {
    expect(maskOfContent(protect, content).replaceAll(sep, '/')).toBe(mask);
  });

  it('cannot be found by the name of a content that has none', () => {
    expect(maskOfContent('mask.png', '-')).toBe('mask.png');
    expect(() => maskOfContent('{name}.png', '-')).toThrow(/stdin has none/);
  });

  it('is no content itself', () => {
    const files = ['p/a.jpg', 'p/a.mask.png', 'p/b.mask.png', './p/c.jpg', 'p/c.mask.png'];
    const { files: left, leftOut } = withoutMasks(files, ['{name}.mask.png']);
    // There is no p/b to which it would belong.
    expect(left).toEqual(['p/a.jpg', 'p/b.mask.png', './p/c.jpg']);
    expect(leftOut.map(inEnglish)).toEqual(['Left out, being masks: p/a.mask.png, p/c.mask.png.']);
    expect(withoutMasks(['a.jpg', 'a.png', 'b.png'], ['{name}.png']).files).toEqual([
      'a.jpg',
      'b.png',
    ]);
    for (const masks of [[], ['p/a.mask.png']]) {
      expect(withoutMasks(files, masks)).toEqual({ files, leftOut: [] });
    }
  });
});
