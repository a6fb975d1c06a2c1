import type { Pick } from './pick.js';

/** What stands in the place of a value, beside other values of the same text. */
const VALUES: readonly unknown[] = [
  ...[null, true, false, 0, -0, -1, 1, 0.5, 2 ** 31, 2 ** 32, 2 ** 53, 1e308, -1e-308],
  ...['', 'a', '__proto__', '../a', '\u0000', '\ud800', 'x'.repeat(300), 'conv1_1', 'F32', 'max'],
  ...[[], {}, [[]], [0, 0], [null], { a: 1 }, { __proto__: null, toString: 1 }],
];

/** A place in a document: what it is in, and under which name. */
interface Place {
  readonly parent: Record<string, unknown>;
  readonly name: string;
}

/** Changes one or two values of a JSON text, which stays one; `null` where it is none. */
export function mutateJson(text: string, pick: Pick): string | null {
  const document = { root: parsed(text) };
  if (document.root === undefined) return null;
  for (let left = 1 + pick(2); left > 0; left--) {
    const places = placesIn(document);
    const place = places[pick(places.length)];
    const other = places[pick(places.length)];
    if (place !== undefined && other !== undefined) change(place, other, pick);
  }
  return JSON.stringify(document.root) ?? 'null';
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function placesIn(value: object): readonly Place[] {
  return Object.entries(value).flatMap(([name, inside]) => [
    { parent: value as Record<string, unknown>, name },
    ...(typeof inside === 'object' && inside !== null ? placesIn(inside) : []),
  ]);
}

function change({ parent, name }: Place, other: Place, pick: Pick): void {
  const old = parent[name];
  switch (pick(6)) {
    case 0:
      if (Array.isArray(parent)) parent.splice(Number(name), 1);
      else delete parent[name];
      return;
    case 1:
      // A copy: what is put into itself would have no text.
      parent[name] = structuredClone(other.parent[other.name]);
      return;
    case 2:
      if (typeof old === 'number') parent[name] = old + [1, -1, 0.5, 2 ** 31][pick(4)];
      else if (typeof old === 'string') parent[name] = old.slice(0, pick(old.length + 1));
      else if (Array.isArray(old)) parent[name] = [...old, ...old];
      return;
    case 3:
      if (Array.isArray(parent)) parent.push(anyValue(pick));
      else parent[other.name] = anyValue(pick);
      return;
    default:
      parent[name] = anyValue(pick);
  }
}

/** A copy, which may be changed in its turn. */
function anyValue(pick: Pick): unknown {
  return structuredClone(VALUES[pick(VALUES.length)]);
}
