import { describe, expect, it } from 'vitest';
import { catchInterrupt } from './interrupt.js';

describe('catchInterrupt', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)('tells the first %s from the second', (signal) => {
    const told: string[] = [];
    const interrupt = catchInterrupt({
      onFirst: () => told.push('first'),
      onSecond: () => told.push('second'),
    });
    expect(interrupt.requested).toBe(false);
    process.emit(signal);
    expect(interrupt.requested).toBe(true);
    expect(interrupt.signal.aborted).toBe(true);
    process.emit(signal);
    interrupt.release();
    expect(told).toEqual(['first', 'second']);
  });

  it('gives the signals back', () => {
    const before = process.listenerCount('SIGINT');
    const interrupt = catchInterrupt({ onFirst: () => undefined, onSecond: () => undefined });
    expect(process.listenerCount('SIGINT')).toBe(before + 1);
    interrupt.release();
    expect(process.listenerCount('SIGINT')).toBe(before);
  });
});
