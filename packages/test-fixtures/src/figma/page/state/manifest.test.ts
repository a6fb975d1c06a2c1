import { describe, expect, it } from 'vitest';
import { commandItem, parseManifest } from './manifest.js';

const GOOD = {
  name: 'Tiny',
  id: '1',
  api: '1.0.0',
  main: 'main.js',
  ui: 'ui.html',
  editorType: ['figma', 'dev'],
  documentAccess: 'dynamic-page',
  networkAccess: { allowedDomains: ['none'] },
};
const parse = (fields: Readonly<Record<string, unknown>>) =>
  parseManifest(JSON.stringify({ ...GOOD, ...fields }));

describe('parseManifest', () => {
  it('takes a good one', () => {
    expect(parse({}).name).toBe('Tiny');
  });

  it.each([
    [{ name: '' }, 'needs a text as "name"'],
    [{ api: '2' }, '"api": "1.0.0"'],
    [{ author: 'me' }, 'unknown field "author"'],
    [{ editorType: ['sketch'] }, '"editorType"'],
    [{ editorType: ['figjam', 'dev'] }, 'figjam and dev together'],
    [{ documentAccess: undefined }, '"dynamic-page"'],
    [{ networkAccess: {} }, 'a list as "networkAccess.allowedDomains"'],
    [{ networkAccess: { allowedDomains: ['none', 'a.com'] } }, '"none" beside other domains'],
    [{ networkAccess: { allowedDomains: ['not a domain'] } }, 'which is no domain'],
    [{ networkAccess: { allowedDomains: ['*'] } }, '"networkAccess.reasoning" for "*"'],
    [{ menu: [{ name: 'A' }] }, 'either a command or a menu for "A"'],
    [{ menu: [{ command: 'a' }] }, 'a menu item without a name'],
    [{ parameters: [{ name: 'A' }] }, 'without name or key'],
    [
      {
        parameters: [
          { name: 'A', key: 'a', optional: true },
          { name: 'B', key: 'b' },
        ],
      },
      'an optional parameter before a required one',
    ],
    [{ relaunchButtons: [{ command: 'a' }] }, 'a relaunch button without command or name'],
    [{ permissions: ['camera'] }, 'unknown permission "camera"'],
  ])('refuses %j', (fields, message) => {
    expect(() => parse(fields)).toThrow(message);
  });

  it('finds commands in menus of menus, and the plugin itself where there is no menu', () => {
    const menu = [{ separator: true }, { name: 'More', menu: [{ name: 'A', command: 'a' }] }];
    expect(commandItem(parse({ menu }), 'a')?.name).toBe('A');
    expect(commandItem(parse({ menu }), 'b')).toBeUndefined();
    expect(commandItem(parse({}), '')?.name).toBe('Tiny');
  });
});
