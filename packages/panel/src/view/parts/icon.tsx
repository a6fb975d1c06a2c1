/** Drawn on a 16 × 16 grid with lines of 1.25; the colour is the text's. */
const SHAPES = {
  picture: 'M2.5 3.5h11v9h-11zM2.5 10.5l3-3 3 3 2-2 3 3M10.5 6.5h.01',
  folder: 'M2 12.5v-9h4l1.5 2H14v7z',
  plus: 'M8 3.5v9M3.5 8h9',
  minus: 'M3.5 8h9',
  close: 'M4 4l8 8M12 4l-8 8',
  compare: 'M2.5 3.5h11v9h-11zM8 1.5v13M10 6l1.5 2-1.5 2M6 6L4.5 8 6 10',
  arrows: 'M6 5L3 8l3 3M10 5l3 3-3 3',
  eye: 'M1.5 8C3 5.2 5.3 3.8 8 3.800S13 5.2 14.5 8C13 10.8 10.7 12.2 8 12.200S3 10.8 1.5 8zM8 6.200a1.8 1.8 0 1 1 0 3.6 1.8 1.8 0 0 1 0-3.6',
  more: 'M4.2 8a.7.7 0 1 1-1.4 0 .7.7 0 0 1 1.4 0M8.7 8a.7.7 0 1 1-1.4 0 .7.7 0 0 1 1.4 0M13.2 8a.7.7 0 1 1-1.4 0 .7.7 0 0 1 1.4 0',
  trash: 'M3 4.500h10M6.5 4.500V3h3v1.500M4.5 4.500l.5 8.500h6l.5-8.500M7 7v3.500M9 7v3.5',
  dice: 'M2.5 2.5h11v11h-11zM6.3 5.5a.8.8 0 1 1-1.6 0 .8.8 0 0 1 1.6 0M11.3 5.5a.8.8 0 1 1-1.6 0 .8.8 0 0 1 1.6 0M8.8 8a.8.8 0 1 1-1.6 0 .8.8 0 0 1 1.6 0M6.3 10.5a.8.8 0 1 1-1.6 0 .8.8 0 0 1 1.6 0M11.3 10.5a.8.8 0 1 1-1.6 0 .8.8 0 0 1 1.6 0',
  chevron: 'M4.5 6.500L8 10l3.5-3.5',
  pause: 'M6 4v8M10 4v8',
  play: 'M5.5 3.500l6.5 4.5-6.5 4.500z',
  stop: 'M4.5 4.500h7v7h-7z',
  layers: 'M8 2.500l6 3.2-6 3.2-6-3.200zM2.5 8.700L8 11.700l5.5-3',
  bookmark: 'M4.5 2.500h7v11L8 10.8 4.5 13.500z',
  reset: 'M4.2 5.500A5 5 0 1 1 3 8.800M3.7 2.500v3.300H7',
  grid: 'M3 3h4v4H3zM9 3h4v4H9zM3 9h4v4H3zM9 9h4v4H9z',
  check: 'M3.5 8.500L6.5 11.5 12.5 5',
  warning: 'M8 2.500l6 10.500H2zM8 6.500v3M8 11.200h.01',
  film: 'M2.5 3.500h11v9h-11zM5.5 3.500v9M10.5 3.500v9M2.5 6.500h3M2.5 9.500h3M10.5 6.500h3M10.5 9.500h3',
  download: 'M8 2.500v8M4.500 7L8 10.500 11.500 7M3 13.500h10',
  copy: 'M5.5 5.500h7v8h-7zM3.5 10.500v-8h7',
  shield: 'M8 2l5 2v4c0 3-2 5-5 6.200C5 13 3 11 3 8V4z',
  brush:
    'M13.500 2.500L8 9M8 9c-1.200-1-3.300-.7-3.900 1-.3 1.100-.7 1.900-1.800 2.500 2 .9 5.300.6 6-1.500.3-.8.200-1.500-.3-2',
  eraser: 'M6 13.500h7.500M2.800 9.700l6.500-6.500 3.900 3.900-6.400 6.400H5.500zM6 6.500l4 4',
  rectangle: 'M2.500 4h11v8h-11z',
  ellipse:
    'M13.500 8c0 2.200-2.500 4-5.500 4s-5.500-1.800-5.500-4 2.500-4 5.500-4 5.500 1.800 5.500 4z',
  part: 'M2.500 3.500h11v9h-11zM2.500 8l4.500-4.500M2.500 12l8.500-8.500M8.500 3.500v9',
  fill: 'M3 3h10v10H3zM3 7l4-4M3 11l8-8M5 13l8-8M9 13l4-4',
  invert:
    'M8 2.500a5.500 5.500 0 1 1 0 11 5.500 5.500 0 0 1 0-11zM8 2.500v11M8 5.500h4.800M8 8h5.500M8 10.500h4.800',
  undo: 'M6 3L3 6l3 3M3 6h6.500a3.500 3.500 0 0 1 0 7H6',
  redo: 'M10 3l3 3-3 3M13 6H6.500a3.500 3.500 0 0 0 0 7H10',
} as const;

export type IconName = keyof typeof SHAPES;

/** A small line drawing beside or instead of words; the words are somebody else's. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg class="p-icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <path d={SHAPES[name]} />
    </svg>
  );
}
