import { NODE_MEMBERS } from './node-members.generated.js';
import type { NodeTypeName } from './node-record.js';
import type { NodeTypes } from './node-types.js';

type Nothing<Members extends never> = Members;

/** The compiler sees to it that the list is that of Figma's typings: nothing too much, nothing missing. */
export type ListedWrongly = Nothing<
  {
    [Type in NodeTypeName]:
      | Exclude<(typeof NODE_MEMBERS)[Type][number], keyof NodeTypes[Type]>
      | Exclude<keyof NodeTypes[Type], (typeof NODE_MEMBERS)[Type][number]>;
  }[NodeTypeName]
>;

/** What Figma's own node of a kind has, be it simulated or not. */
export function membersInFigma(type: NodeTypeName): ReadonlySet<string> {
  return new Set(NODE_MEMBERS[type]);
}
