import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { inEnglish } from '@pastiche/panel/sentence';
import { describe, expect, it } from 'vitest';
import { asScene, fakeNode } from '../test/fake-figma.js';
import { effectRefusal, showsDropShadow } from './effect-refusal.js';

const BLACK = { r: 0, g: 0, b: 0, a: 1 };
const [offset, seen] = [{ x: 0, y: 4 }, { visible: true, blendMode: 'NORMAL' } as const];
const SHADOW = { color: BLACK, offset, radius: 8, ...seen };
const NOISE = { type: 'NOISE', color: BLACK, noiseSize: 1, density: 0.5, ...seen } as const;
const BLUR = { radius: 8, visible: true } as const;
const PROGRESSIVE = { blurType: 'PROGRESSIVE', startRadius: 0, startOffset: offset } as const;
const GLASS_OPTICS = { lightIntensity: 0.5, lightAngle: 45, refraction: 0.5, dispersion: 0.1 };

const twice = (what: string) => `“Card” has ${what}, and a fill would show that twice`;
const BLURRED = '“Card” is blurred, and a fill would be blurred twice';

/** Every kind of effect, and why a fill is refused. */
const EFFECTS: readonly (readonly [why: string | null, effect: Effect])[] = [
  [null, { type: 'DROP_SHADOW', ...SHADOW }],
  [
    twice('a shadow behind its fills'),
    { type: 'DROP_SHADOW', ...SHADOW, showShadowBehindNode: true },
  ],
  [twice('an inner shadow'), { type: 'INNER_SHADOW', ...SHADOW }],
  [BLURRED, { type: 'LAYER_BLUR', blurType: 'NORMAL', ...BLUR }],
  [BLURRED, { type: 'LAYER_BLUR', ...BLUR, ...PROGRESSIVE, endOffset: offset }],
  [twice('a background blur'), { type: 'BACKGROUND_BLUR', blurType: 'NORMAL', ...BLUR }],
  [
    twice('a background blur'),
    { type: 'BACKGROUND_BLUR', ...BLUR, ...PROGRESSIVE, endOffset: offset },
  ],
  [twice('noise'), { ...NOISE, noiseType: 'MONOTONE' }],
  [twice('noise'), { ...NOISE, noiseType: 'DUOTONE', secondaryColor: BLACK }],
  [twice('noise'), { ...NOISE, noiseType: 'MULTITONE', opacity: 0.5 }],
  [
    twice('a texture'),
    { type: 'TEXTURE', visible: true, noiseSize: 1, radius: 4, clipToShape: true },
  ],
  [twice('glass'), { type: 'GLASS', visible: true, depth: 8, radius: 4, ...GLASS_OPTICS }],
  [twice('a shader'), { type: 'SHADER', visible: true, id: 'S:1' }],
];

const refusalOf = (effects: readonly unknown[], given: Parameters<typeof fakeNode>[0] = {}) => {
  const node = Object.assign(fakeNode({ name: 'Card', fills: [], ...given }), { effects });
  const refusal = effectRefusal(asScene(node));
  return refusal && inEnglish(refusal);
};

/** The names that Figma's typings give to effects. */
function typesOfTypings(): readonly string[] {
  const require = createRequire(import.meta.url);
  const text = readFileSync(require.resolve('@figma/plugin-typings/plugin-api.d.ts'), 'utf8');
  const [, union = ''] = /\ntype Effect =((?:\s*\|?\s*\w+)+)\n/.exec(text) ?? [];
  const membersOf = (name: string): readonly string[] => {
    const [, body = null] = new RegExp(`\\ntype ${name} =([^\\n]+)`).exec(text) ?? [];
    if (body !== null) return [...body.matchAll(/\w+/g)].flatMap(([each]) => membersOf(each));
    const [, base = ''] = new RegExp(`\\ninterface ${name} extends (\\w+)`).exec(text) ?? [];
    const start = text.indexOf(`\ninterface ${base || name} `);
    const [, type = ''] = /readonly type: ([^\n]+)/.exec(text.slice(start)) ?? [];
    return [...type.matchAll(/'(\w+)'/g)].map(([, each]) => each);
  };
  return [...new Set([...union.matchAll(/\w+/g)].flatMap(([name]) => membersOf(name)))].sort();
}

describe('a fill of a layer with an effect', () => {
  it.each(EFFECTS.map(([why, effect]) => [effect.type, why, effect] as const))(
    'of %s is refused in words where it would show twice',
    (_, why, effect) => {
      expect(refusalOf([effect])).toBe(why);
      expect(refusalOf([{ ...effect, visible: false }])).toBeNull();
    },
  );

  it('is decided for every effect of the typings', () => {
    const types = [...new Set(EFFECTS.map(([, { type }]) => type))].sort();
    expect(typesOfTypings()).toHaveLength(8);
    expect(types).toEqual(typesOfTypings());
  });

  it('is refused for one that is not known, also by a name that every object has', () => {
    const unknown = (kind: string) =>
      `“Card” has an effect (${kind}) that Pastiche does not know, and a fill may show it twice`;
    expect(refusalOf([{ type: 'MOTION_BLUR', visible: true }])).toBe(unknown('motion blur'));
    expect(refusalOf([{ type: 'toString', visible: true }])).toBe(unknown('tostring'));
  });

  it('is made over a shadow that an opaque fill hides, and refused for a second effect', () => {
    const shadow = { type: 'DROP_SHADOW', ...SHADOW, showShadowBehindNode: true };
    const solid: SolidPaint = { type: 'SOLID', color: BLACK };
    expect(refusalOf([shadow], { fills: [solid] })).toBeNull();
    expect(refusalOf([shadow], { fills: [{ ...solid, opacity: 0.9 }] })).not.toBeNull();
    expect(refusalOf([shadow], { fills: [{ ...solid, visible: false }] })).not.toBeNull();
    expect(refusalOf([{ type: 'DROP_SHADOW', ...SHADOW }, { ...NOISE }])).toBe(twice('noise'));
  });
});

describe('the picture of a layer', () => {
  it.each([
    ['ELLIPSE', 0, true],
    ['STAR', 0, true],
    ['TEXT', 0, true],
    ['RECTANGLE', 0, false],
    ['RECTANGLE', 8, true],
    ['FRAME', 0, false],
  ])('of a %s with corners of %i px holds its drop shadow: %s', (type, cornerRadius, holds) => {
    const effects = [{ type: 'DROP_SHADOW', ...SHADOW }];
    const node = Object.assign(fakeNode({ type }), { cornerRadius, effects });
    expect(showsDropShadow(asScene(node))).toBe(holds);
    expect(showsDropShadow(asScene(Object.assign(node, { effects: [] })))).toBe(false);
  });
});
