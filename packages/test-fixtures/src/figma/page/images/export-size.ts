import type { ExportSettingsConstraints, Rect } from '@figma/plugin-typings/plugin-api-standalone';

export interface ExportSize {
  /** Whole pixels, at least 1. */
  readonly width: number;
  readonly height: number;
  /** Pixels of the picture per pixel of the layer. */
  readonly scale: number;
}

/** The size of an exported picture of `bounds` under a constraint. */
export function exportSize(
  { width, height }: Pick<Rect, 'width' | 'height'>,
  { type, value }: ExportSettingsConstraints = { type: 'SCALE', value: 1 },
): ExportSize {
  const scale = { SCALE: value, WIDTH: value / width, HEIGHT: value / height }[type];
  return {
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
    scale,
  };
}
