import { inEnglish } from '@pastiche/core';
import { expect, it } from 'vitest';
import { processorReason } from './processor-reason.js';

it('the processor is used for what this machine lacks, or for what somebody chose', () => {
  const facts = { reason: 'WebGL2 is switched off or missing' };
  expect(processorReason(facts, { backend: 'auto' }, inEnglish)).toBe(facts.reason);
  for (const backend of ['cpu', 'wasm'] as const) {
    expect(processorReason({ reason: `${backend} was asked for` }, { backend }, inEnglish)).toBe(
      '“Compute on” is set to it, under Advanced; “Automatic” takes the graphics card if there is one.',
    );
  }
});
