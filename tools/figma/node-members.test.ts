import { expect, it } from 'vitest';
import { nodeMembersModule } from './node-members.js';

const TYPINGS = `
interface Named {
  /** interface Hidden { */
  readonly name: string
  rename(to: { long: string }): void
}
interface Both extends Named, Sized {}
interface Sized
  extends Named {
  width?: number
  resize<T>(
    options: T,
  ): void
}
`;

it('lists own and inherited members, each once, whatever form they are declared in', () => {
  const text = nodeMembersModule(TYPINGS, '1.0', { FRAME: 'Both', TEXT: 'Named' });
  expect(text.split('\n').slice(1)).toEqual([
    'export const NODE_MEMBERS = {',
    '  FRAME: [',
    "    'name', 'rename', 'resize', 'width',",
    '  ],',
    '  TEXT: [',
    "    'name', 'rename',",
    '  ],',
    '} as const;',
    '',
  ]);
});

it('says which interface the typings have no more', () => {
  expect(() => nodeMembersModule(TYPINGS, '1.0', { FRAME: 'FrameNode' })).toThrow(
    'The typings should have an interface “FrameNode”, but they do not; look at them.',
  );
});
