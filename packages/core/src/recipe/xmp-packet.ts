import * as LIMITS from '../base/limits.js';

// https://developer.adobe.com/xmp/docs/: the one place for words that PNG, JPEG and WebP all have.

/**
 * The XMP packet of a recipe, for a program that writes metadata itself.
 *
 * @param recipe what `encodeRecipe` wrote: ASCII without `&`, `<` and `>`
 */
export function recipeXmp(recipe: string): string {
  return [
    '<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>',
    '<x:xmpmeta xmlns:x="adobe:ns:meta/">',
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
    '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">',
    '<xmp:CreatorTool>Pastiche</xmp:CreatorTool>',
    `<dc:description><rdf:Alt><rdf:li xml:lang="x-default">${recipe}</rdf:li></rdf:Alt></dc:description>`,
    '</rdf:Description>',
    '</rdf:RDF>',
    '</x:xmpmeta>',
    '<?xpacket end="w"?>',
  ].join('\n');
}

const START = '<dc:description>';
const END = '</dc:description>';
const TEXT_START = '<rdf:li';
const TEXT_END = '</rdf:li>';
const LONGEST = LIMITS.RECIPE_PACKET_CHARACTERS;
const ENTITIES: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
  '&amp;': '&',
};

/** The recipe in an XMP packet, for `parseRecipe`; `null` in one that Pastiche did not write. */
export function recipeInXmp(xml: string): string | null {
  const start = xml.indexOf(START);
  const end = xml.indexOf(END, start);
  if (start < 0 || end < 0 || end - start > LONGEST) return null;
  if (!xml.includes('>Pastiche</xmp:CreatorTool>')) return null;
  const text = textIn(xml.slice(start, end));
  return text?.replace(/&\w+;/g, (entity) => ENTITIES[entity] ?? entity) ?? null;
}

/** The text of the first list item. By hand: a pattern would begin anew at each of a million items. */
function textIn(description: string): string | null {
  const item = description.indexOf(TEXT_START);
  const start = description.indexOf('>', item) + 1;
  const end = description.indexOf(TEXT_END, start);
  if (item < 0 || start === 0 || end < 0) return null;
  const text = description.slice(start, end);
  return text.includes('<') ? null : text;
}
