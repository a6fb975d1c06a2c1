/** Losses of a step of a made-up run. */
export const STEP_LOSSES = {
  total: 1,
  content: 1,
  style: 1,
  totalVariation: 0,
  contentByLayer: {},
  styleByLayer: {},
} as const;
