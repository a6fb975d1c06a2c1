import { describe, expect, it } from 'vitest';
import { breachesOf } from './judge.js';
import type { Allowed, Observed } from './observed.js';

const painted: Observed = {
  ending: { kind: 'exit', code: 0 },
  words: 'Saved out/a.png (24 × 18 px, 5 iterations, under 1 s).\n',
  touched: [],
  files: [{ path: 'out/a.png', state: 'whole' }],
  uncaught: [],
};
const full: Observed = {
  ...painted,
  ending: { kind: 'exit', code: 1 },
  words: 'pastiche: There is no space left on the disk for a.png; it was saved as b.png instead.\n',
};
const either: Allowed = { ends: [0, 1], says: /no space left/ };

describe('a run', () => {
  it('is as it should be when it paints, or says in a sentence why not', () => {
    expect(breachesOf(painted, either)).toEqual([]);
    expect(breachesOf(full, either)).toEqual([]);
  });

  it.each<[string, Partial<Observed>, RegExp]>([
    ['touches an original', { touched: ['in/photo.png'] }, /original in\/photo\.png was touched/],
    [
      'leaves half a file',
      { files: [{ path: 'a.png', state: 'broken' }] },
      /a\.png is half written/,
    ],
    [
      'leaves a temporary file',
      { files: [{ path: '.a.tmp', state: 'temporary' }] },
      /temporary file \.a\.tmp was left/,
    ],
    ['says done and leaves nothing', { files: [] }, /there is no painting/],
    ['hangs', { ending: { kind: 'hung' } }, /it hung/],
    ['is ended by a signal', { ending: { kind: 'signal', name: 'SIGSEGV' } }, /ended by SIGSEGV/],
    [
      'has another exit code',
      { ending: { kind: 'exit', code: 134 } },
      /ended with 134, not with 0 or 1/,
    ],
    [
      'has an error that nobody caught',
      { uncaught: ['Error: lost'] },
      /nobody caught: Error: lost/,
    ],
    ['prints a stack', { words: 'x\n    at paint (/a/b.js:1:2)\n' }, /not for people: “at paint/],
    ['prints a class of error', { words: 'TypeError: x is null.' }, /not for people: “TypeError/],
    ['prints a code of the system', { words: 'ENOSPC: no space.' }, /not for people: “ENOSPC/],
    ['did not foresee it', { words: 'Something unforeseen went wrong: x.' }, /not for people/],
  ])('is a breach when it %s', (_, change, breach) => {
    expect(breachesOf({ ...painted, ...change }, either).join('\n')).toMatch(breach);
  });

  it.each<[string, string, RegExp]>([
    ['says nothing', ' \n', /ended with 1 and said nothing/],
    ['breaks off', 'pastiche: There is no space left on', /no whole sentence/],
    ['says something else', 'pastiche: The weather is fine.\n', /does not say .*no space left/],
  ])('is a breach when it fails and %s', (_, words, breach) => {
    expect(breachesOf({ ...full, words }, either).join('\n')).toMatch(breach);
  });

  it('may end by a signal and leave nothing only where that was done to it', () => {
    const killed: Observed = { ...painted, ending: { kind: 'signal', name: 'SIGKILL' }, words: '' };
    expect(breachesOf(killed, { ends: [0], isKilled: true })).toEqual([]);
    expect(breachesOf(killed, { ends: [0] })).toHaveLength(1);
    const taken = { ends: [0], mayLeaveNothing: true };
    expect(breachesOf({ ...painted, files: [] }, taken)).toEqual([]);
    const half: Observed = { ...killed, files: [{ path: 'a.png', state: 'broken' }] };
    expect(breachesOf(half, { ends: [0], isKilled: true })).toEqual(['a.png is half written']);
  });
});
