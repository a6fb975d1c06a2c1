import { describe, expect, it } from 'vitest';
import { createEventHub } from './events.js';

describe('createEventHub', () => {
  const setUp = () => {
    const queue: (() => void)[] = [];
    const hub = createEventHub(['change', 'drop'], 'figma', (run) => queue.push(run));
    const told: unknown[] = [];
    const turn = () => {
      for (const run of queue.splice(0)) run();
    };
    return { hub, told, turn };
  };

  it('tells of what was scheduled twice once, later, with what holds then', () => {
    const { hub, told, turn } = setUp();
    let value = 1;
    hub.on('change', (event) => told.push(event));
    hub.schedule('change', () => value);
    hub.schedule('change', () => value);
    value = 2;
    expect(told).toEqual([]);
    turn();
    expect(told).toEqual([2]);
    hub.schedule('change', () => 3);
    turn();
    expect(told).toEqual([2, 3]);
  });

  it('forgets `once` and `off`, and gathers answers', () => {
    const { hub, told } = setUp();
    const listener = () => told.push('on');
    hub.on('drop', listener);
    hub.once('drop', () => false);
    expect(hub.fire('drop')).toEqual([1, false]);
    hub.off('drop', listener);
    expect(hub.fire('drop')).toEqual([]);
  });

  it('knows no other events', () => {
    const { hub } = setUp();
    expect(() => hub.on('chnage', () => 1)).toThrow(
      'figma has no event "chnage" in the simulator.',
    );
  });
});
