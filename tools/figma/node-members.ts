/** Kinds of node and the interfaces that describe them, in the order of the list. */
export type NodeInterfaces = Readonly<Record<string, string>>;

interface Declaration {
  readonly parents: readonly string[];
  readonly members: readonly string[];
}

/**
 * The module `node-members.generated.ts` of Figma's simulator: what each kind of node has, as
 * Figma's typings declare it, inherited members included.
 *
 * @param typings the text of `plugin-api-standalone.d.ts`
 * @param version of the typings
 * @throws Error for an interface that the typings do not have
 * @example
 * nodeMembersModule(typings, '1.142', { FRAME: 'FrameNode' });
 */
export function nodeMembersModule(typings: string, version: string, kinds: NodeInterfaces): string {
  const declared = interfacesIn(typings);
  const lists = Object.entries(kinds).map(([kind, name]) => {
    const members = [...membersOf(declared, name)].sort();
    return `  ${kind}: [\n${wrapped(members)}\n  ],\n`;
  });
  const comment = `/** The members of each kind of node, as @figma/plugin-typings ${version} lists them: npm run figma:members. The compiler sees to it that none is missing or too much (node-members.ts). */`;
  return `${comment}\nexport const NODE_MEMBERS = {\n${lists.join('')}} as const;\n`;
}

/** Figma's typings are formatted: a member of an interface stands two spaces in, what is in it deeper. */
function interfacesIn(typings: string): ReadonlyMap<string, Declaration> {
  const text = typings.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/\/\/.*$/gm, '');
  const found = new Map<string, Declaration>();
  const blocks = text.matchAll(/^interface (\w+)(?:\s+extends([^{]*))?\s*\{(\}|[\s\S]*?^\})/gm);
  for (const [, name, heads = '', body] of blocks) {
    const members = body.matchAll(/^ {2}(?:readonly )?(\w+)\??(?=[:(<])/gm);
    found.set(name, {
      parents: heads
        .split(',')
        .map((head) => head.trim())
        .filter((head) => head !== ''),
      members: [...members].map(([, member]) => member),
    });
  }
  return found;
}

function membersOf(declared: ReadonlyMap<string, Declaration>, name: string): Set<string> {
  const found = declared.get(name);
  if (found === undefined) {
    throw new Error(
      `The typings should have an interface “${name}”, but they do not; look at them.`,
    );
  }
  return new Set([
    ...found.members,
    ...found.parents.flatMap((parent) => [...membersOf(declared, parent)]),
  ]);
}

/** As many in a line as 100 columns hold. */
function wrapped(names: readonly string[]): string {
  const lines: string[] = [];
  let line = '   ';
  for (const name of names) {
    const item = ` '${name}',`;
    if (line.length + item.length > 100) {
      lines.push(line);
      line = '   ';
    }
    line += item;
  }
  return [...lines, line].join('\n');
}
