import { describe, expect, it } from 'vitest';
import { apiObject, compose, getMember, hasMember, setMember } from './api-object.js';

describe('objects of the interface', () => {
  let width = 1;
  const object = apiObject(
    'FRAME node',
    compose(
      {
        get width() {
          return width;
        },
        set width(value) {
          width = value;
        },
      },
      {
        get id() {
          return '1:2';
        },
      },
    ),
    new Set(['width', 'id', 'strokeCap']),
  );

  it('are read and set through their accessors', () => {
    setMember(object, 'width', 5);
    expect(getMember(object, 'width')).toBe(5);
    expect(() => setMember(object, 'id', 'x')).toThrow(
      "Cannot assign to read only property 'id' of FRAME node",
    );
  });

  it('tell what Figma lacks from what the simulator lacks', () => {
    expect(() => getMember(object, 'fills')).toThrow("no such property 'fills' on FRAME node");
    expect(hasMember(object, 'fills')).toBe(false);
    expect(() => getMember(object, 'strokeCap')).toThrow("not implement 'strokeCap' of FRAME node");
    expect(hasMember(object, 'strokeCap')).toBe(true);
    expect(() => setMember(object, 'hasOwnProperty', 1)).toThrow("'hasOwnProperty'");
    expect(() => getMember(object, 'hasOwnProperty')).toThrow("'hasOwnProperty'");
  });

  it('throw for all that they lack where Figma is not known', () => {
    const figma = apiObject('figma', { command: '' });
    const touches = [getMember, hasMember, (of: object, key: string) => setMember(of, key, 1)];
    for (const touch of touches) {
      expect(() => touch(figma, 'payments')).toThrow("does not implement 'payments' of figma");
    }
  });

  it('are no promises', () => {
    expect(getMember(object, 'then')).toBeUndefined();
  });
});
