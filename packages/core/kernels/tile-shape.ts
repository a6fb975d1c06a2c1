// The register tile of all products, rows × columns: eight accumulators, two columns and up to four row
// values that V8 loads ahead fit into its fifteen registers. 3×12 is 15 % faster in the first cache,
// where a multiply-add is one instruction, but not when the rows come from the second.

/** Tiles or positions side by side. */
export const ROWS: i32 = 4;
/** Channels of a panel. */
export const COLUMNS: i32 = 8;
/** Bytes of one depth of rows, and of a panel. */
export const ROW_BYTES: usize = ROWS * 4;
export const PANEL_BYTES: usize = COLUMNS * 4;
/** Groups of four channels in a panel. */
export const QUADS: i32 = COLUMNS / 4;

/** Panels that hold so many channels. */
export function panelsOf(channels: i32): i32 {
  return (channels + COLUMNS - 1) / COLUMNS;
}

/** Groups of rows that hold so many tiles or positions. */
export function groupsOf(count: i32): i32 {
  return (count + ROWS - 1) / ROWS;
}
