import type { Paint } from '@figma/plugin-typings/plugin-api-standalone';
import { type Check, failed, numberCheck, oneOf, show, wrongType } from '../interface/checks.js';

const BLEND_MODES = [
  'PASS_THROUGH',
  'NORMAL',
  'DARKEN',
  'MULTIPLY',
  'LINEAR_BURN',
  'COLOR_BURN',
  'LIGHTEN',
  'SCREEN',
  'LINEAR_DODGE',
  'COLOR_DODGE',
  'OVERLAY',
  'SOFT_LIGHT',
  'HARD_LIGHT',
  'DIFFERENCE',
  'EXCLUSION',
  'HUE',
  'SATURATION',
  'COLOR',
  'LUMINOSITY',
] as const;

export const checkBlendMode = oneOf(...BLEND_MODES);

const FRACTION = numberCheck(0, 1);
const KEYS: Readonly<Record<string, readonly string[]>> = {
  SOLID: ['color', 'boundVariables'],
  GRADIENT_LINEAR: ['gradientTransform', 'gradientStops'],
  GRADIENT_RADIAL: ['gradientTransform', 'gradientStops'],
  GRADIENT_ANGULAR: ['gradientTransform', 'gradientStops'],
  GRADIENT_DIAMOND: ['gradientTransform', 'gradientStops'],
  IMAGE: ['scaleMode', 'imageHash', 'imageTransform', 'scalingFactor', 'rotation', 'filters'],
};
const SHARED_KEYS = ['type', 'visible', 'opacity', 'blendMode'];

/**
 * Looks at what a plugin assigns to `fills` or `strokes`, and fills in what Figma does: visible,
 * opaque, normal.
 *
 * @throws Error with Figma's wording for an unknown type, a member that the type lacks or a value out of range.
 */
export const checkPaints: Check<readonly Paint[]> = (value, property) => {
  if (!Array.isArray(value)) throw wrongType(property, 'array', value);
  return value.map((paint: unknown, index) => checkPaint(paint, `${property}[${index}]`));
};

function checkPaint(value: unknown, where: string): Paint {
  if (typeof value !== 'object' || value === null) throw wrongType(where, 'object', value);
  const paint = value as Record<string, unknown>;
  const type = oneOf(...Object.keys(KEYS))(paint.type, `${where}.type`);
  const allowed = [...SHARED_KEYS, ...(KEYS[type] ?? [])];
  for (const key of Object.keys(paint)) {
    if (!allowed.includes(key)) throw failed(where, `Unrecognized key(s) in object: '${key}'`);
  }
  if (paint.visible !== undefined && typeof paint.visible !== 'boolean') {
    throw wrongType(`${where}.visible`, 'boolean', paint.visible);
  }
  if (paint.opacity !== undefined) FRACTION(paint.opacity, `${where}.opacity`);
  if (paint.blendMode !== undefined) checkBlendMode(paint.blendMode, `${where}.blendMode`);
  checkOwnKeys(type, paint, where);
  const defaults = { visible: true, opacity: 1, blendMode: 'NORMAL' };
  return { ...defaults, ...structuredClone(paint) } as unknown as Paint;
}

function checkOwnKeys(type: string, paint: Record<string, unknown>, where: string): void {
  if (type === 'SOLID') checkColour(paint.color, `${where}.color`, ['r', 'g', 'b']);
  else if (type === 'IMAGE') checkImage(paint, where);
  else checkGradient(paint, where);
}

function checkImage(paint: Record<string, unknown>, where: string): void {
  oneOf('FILL', 'FIT', 'CROP', 'TILE')(paint.scaleMode, `${where}.scaleMode`);
  if (paint.imageHash !== null && typeof paint.imageHash !== 'string') {
    throw wrongType(`${where}.imageHash`, 'string', paint.imageHash);
  }
  if (paint.imageTransform !== undefined) {
    checkTransform(paint.imageTransform, `${where}.imageTransform`);
  }
  if (paint.scalingFactor !== undefined) {
    numberCheck(0)(paint.scalingFactor, `${where}.scalingFactor`);
  }
  if (paint.rotation !== undefined && Number(paint.rotation) % 90 !== 0) {
    throw failed(`${where}.rotation`, `Must be a multiple of 90, got ${show(paint.rotation)}`);
  }
}

function checkGradient(paint: Record<string, unknown>, where: string): void {
  checkTransform(paint.gradientTransform, `${where}.gradientTransform`);
  const stops = paint.gradientStops;
  if (!Array.isArray(stops) || stops.length < 2) {
    throw failed(`${where}.gradientStops`, 'Expected at least 2 stops');
  }
  stops.forEach((stop: { position: unknown; color: unknown }, index) => {
    FRACTION(stop.position, `${where}.gradientStops[${index}].position`);
    checkColour(stop.color, `${where}.gradientStops[${index}].color`, ['r', 'g', 'b', 'a']);
  });
}

/** A matrix of two rows and three columns. */
export function checkTransform(value: unknown, where: string): void {
  const rows = Array.isArray(value) ? value : [];
  const flat = rows.flat();
  if (rows.length !== 2 || flat.length !== 6 || !flat.every(Number.isFinite)) {
    throw failed(where, `Expected a 2x3 matrix of numbers, got ${show(value)}`);
  }
}

function checkColour(value: unknown, where: string, channels: readonly string[]): void {
  if (typeof value !== 'object' || value === null) throw wrongType(where, 'object', value);
  const colour = value as Record<string, unknown>;
  for (const channel of channels) FRACTION(colour[channel], `${where}.${channel}`);
  const extra = Object.keys(colour).find((key) => !channels.includes(key));
  if (extra !== undefined) throw failed(where, `Unrecognized key(s) in object: '${extra}'`);
}
