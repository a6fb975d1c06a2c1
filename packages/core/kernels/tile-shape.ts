// The register tile of all products, rows × columns. Ten accumulators, two columns, four rows in one
// load and a fifth fit into V8's fifteen registers in any order that V8 gives the instructions: V8 up
// to 12 moves all loads of a loop's body to its start. What fives cannot cover, groups of four do.

/** Tiles or positions side by side in a wide group. */
export const ROWS: i32 = 5;
/** And in a narrow one. */
export const NARROW_ROWS: i32 = 4;
/** Channels of a panel. */
export const COLUMNS: i32 = 8;
/** Bytes of one depth of a wide group, of a narrow one, and of a panel. */
export const ROW_BYTES: usize = ROWS * 4;
export const NARROW_ROW_BYTES: usize = NARROW_ROWS * 4;
export const PANEL_BYTES: usize = COLUMNS * 4;
/** Groups of four channels in a panel. */
export const QUADS: i32 = COLUMNS / 4;
/** Groups may hold so many rows more than there are. */
export const SPARE_ROWS: i32 = 3;

/** Panels that hold so many channels. */
export function panelsOf(channels: i32): i32 {
  return (channels + COLUMNS - 1) / COLUMNS;
}

/** Groups of four that, after as many of five as fit, hold so many rows: none to spare from 12 rows on. */
export function narrowGroupsOf(count: i32): i32 {
  const exact = (ROWS - (count % ROWS)) % ROWS;
  return exact * NARROW_ROWS <= count ? exact : (count + NARROW_ROWS - 1) / NARROW_ROWS;
}

/** The wide groups, which come first. */
export function wideGroupsOf(count: i32): i32 {
  return max(0, count - narrowGroupsOf(count) * NARROW_ROWS) / ROWS;
}

/** Where a group begins: its first row. */
export function startOfGroup(group: i32, wideGroups: i32): i32 {
  return group * NARROW_ROWS + min(group, wideGroups);
}
