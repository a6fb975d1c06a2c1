/** Red, green and blue, 0..1, sRGB. */
export type Rgb = readonly [red: number, green: number, blue: number];

/** `#rrggbb` as {@link Rgb}. */
export function hex(code: string): Rgb {
  const value = Number.parseInt(code.slice(1), 16);
  return [(value >> 16) / 255, ((value >> 8) & 255) / 255, (value & 255) / 255];
}

/** From `a` (share 0) to `b` (share 1); shares outside 0..1 count as the nearer end. */
export function mix(a: Rgb, b: Rgb, share: number): Rgb {
  const t = clamp(share);
  return [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, a[2] + (b[2] - a[2]) * t];
}

/** Every channel times `factor`. */
export function shade(colour: Rgb, factor: number): Rgb {
  return [colour[0] * factor, colour[1] * factor, colour[2] * factor];
}

/** The colour at `position` along stops in ascending order. */
export function gradient(stops: readonly (readonly [at: number, colour: Rgb])[], position: number) {
  let [below, colour] = stops[0] ?? [0, hex('#000000')];
  for (const [at, next] of stops) {
    if (position < at) return mix(colour, next, (position - below) / (at - below));
    below = at;
    colour = next;
  }
  return colour;
}

/** `value` held within 0..1. */
export function clamp(value: number): number {
  return Math.min(1, Math.max(0, value));
}

/** 0 below `from`, 1 above `to`, smooth between. */
export function smoothstep(from: number, to: number, value: number): number {
  const t = clamp((value - from) / (to - from));
  return t * t * (3 - 2 * t);
}
