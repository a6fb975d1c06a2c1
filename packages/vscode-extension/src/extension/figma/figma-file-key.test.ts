import { describe, expect, it } from 'vitest';
import { figmaFileKey } from './figma-file-key.js';

const KEY = 'AbCdEf0123456789ghIJkl';

describe('the key of a Figma file', () => {
  it.each([
    KEY,
    `  ${KEY}\n`,
    `https://www.figma.com/design/${KEY}/Harbour?node-id=0-1&t=x`,
    `https://www.figma.com/design/${KEY}`,
    `https://figma.com/file/${KEY}/Harbour`,
    `https://www.figma.com/board/${KEY}/Ideas#comments`,
    `https://www.figma.com/design/ZZZZZZZZZZZZZZZZ/branch/${KEY}/Harbour`,
  ])('is in %s', (given) => {
    expect(figmaFileKey(given)).toBe(KEY);
  });

  it.each([
    '',
    'harbour',
    `http://www.figma.com/design/${KEY}/Harbour`,
    `https://www.figma.com.example.org/design/${KEY}/Harbour`,
    `https://example.org/design/${KEY}/Harbour`,
    `https://www.figma.com/community/file/${KEY}`,
    `https://www.figma.com/proto/${KEY}/Harbour`,
    'https://www.figma.com/design/..%2f..%2fme/Harbour',
    'https://www.figma.com/design/',
    `https://www.figma.com/design/${'a'.repeat(3000)}`,
    '../../../me?x=1',
  ])('is not in %j, which a sentence says', (given) => {
    expect(() => figmaFileKey(given)).toThrow(
      'The address of a Figma file should look like https://www.figma.com/design/…, but this one does not; copy it with “Copy link” in Figma.',
    );
  });
});
