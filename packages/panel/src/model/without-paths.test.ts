import { expect, test } from 'vitest';
import { withoutPaths } from './without-paths.js';

test.each([
  ['at run (file:///home/ada/work/engine.js:3:7)', 'at run (…/engine.js:3:7)'],
  ['at /Users/Ada Lovelace/p/engine.js:3:7', 'at …/engine.js:3:7'],
  ['C:\\Users\\Ada Lovelace\\p\\engine.js:3:7 failed', '…/engine.js:3:7 failed'],
  ['at x (vscode-webview://1f/abc/engine.js:1:9)', 'at x (…/engine.js:1:9)'],
  ['https://example.org/a/b/model.json was refused', '…/model.json was refused'],
  ['at data:text/javascript;base64,AAAA:1:2', 'at data:…'],
  ['cannot open "/tmp/x/y.png"', 'cannot open "…/y.png"'],
])('%s', (before, after) => {
  expect(withoutPaths(before)).toBe(after);
});

test('what is no path stays', () => {
  const text = '{"styleScale":0.5} 1/2 s, at 640 × 480 px; and/or';
  expect(withoutPaths(text)).toBe(text);
});
