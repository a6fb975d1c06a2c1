/**
 * The name of a field that an object in a text has twice, of which `JSON.parse` drops the first; `null`:
 * there is none.
 *
 * @param json what `JSON.parse` takes
 */
export function fieldGivenTwice(json: string): string | null {
  // The fields of each object that is open; `null` for a list.
  const open: (Set<string> | null)[] = [];
  for (let at = 0; at < json.length; at++) {
    const letter = json[at];
    if (letter === '{') open.push(new Set());
    else if (letter === '[') open.push(null);
    else if (letter === '}' || letter === ']') open.pop();
    else if (letter === '"') {
      const end = endOfText(json, at);
      const fields = isName(json, end) ? open.at(-1) : null;
      // Taken apart, because "a" and "\u0061" are one name.
      const name: string = fields ? JSON.parse(json.slice(at, end)) : '';
      if (fields?.has(name)) return name;
      fields?.add(name);
      at = end - 1;
    }
  }
  return null;
}

/** The place behind the quotation mark that ends the text which begins at `start`. */
function endOfText(json: string, start: number): number {
  let end = json.indexOf('"', start + 1);
  while (isEscaped(json, end)) end = json.indexOf('"', end + 1);
  return end + 1;
}

/** Whether an odd number of backslashes stands before it. */
function isEscaped(json: string, at: number): boolean {
  let before = at - 1;
  while (json[before] === '\\') before -= 1;
  return (at - before) % 2 === 0;
}

function isName(json: string, end: number): boolean {
  let at = end;
  while (' \t\r\n'.includes(json[at] ?? '-')) at += 1;
  return json[at] === ':';
}
