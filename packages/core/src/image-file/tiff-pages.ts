/** More entries than the directories of any real file have, so that overlapping ones cost little. */
const MOST_ENTRIES = 1 << 20;

/** What NewSubfileType says with these bits: smaller than another page, a mask of one. */
const NO_PAGE = 1 | 4;

/**
 * How many pages a TIFF has: without the smaller versions of a page that pyramids and cameras keep
 * beside it, and without masks (TIFF 6.0, NewSubfileType and SubfileType). Directories that form a
 * ring are counted once.
 */
export function tiffPages(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.byteLength < 8) return 0;
  const little = view.getUint16(0) === 0x4949;
  const seen = new Set<number>();
  let pages = 0;
  let entries = 0;
  let at = view.getUint32(4, little);
  while (at !== 0 && !seen.has(at) && entries < MOST_ENTRIES) {
    seen.add(at);
    if (at + 2 > view.byteLength) break;
    const count = view.getUint16(at, little);
    const end = at + 2 + count * 12;
    if (end > view.byteLength) break;
    entries += count + 1;
    if (isPage(view, { from: at + 2, end, little })) pages += 1;
    at = end + 4 <= view.byteLength ? view.getUint32(end, little) : 0;
  }
  return pages;
}

function isPage(
  view: DataView,
  { from, end, little }: { readonly from: number; readonly end: number; readonly little: boolean },
): boolean {
  for (let at = from; at < end; at += 12) {
    const tag = view.getUint16(at, little);
    if (tag === 254 && (view.getUint32(at + 8, little) & NO_PAGE) !== 0) return false;
    // The old tag: 2 is a smaller version.
    if (tag === 255 && view.getUint16(at + 8, little) === 2) return false;
  }
  return true;
}
