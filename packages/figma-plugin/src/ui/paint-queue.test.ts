import { signal } from '@preact/signals';
import { describe, expect, it } from 'vitest';
import { createPaintQueue, type PaintQueueOptions } from './paint-queue.js';

/** Paints each layer with the outcome that is given for it. */
function create(outcomes: readonly string[], written = true) {
  const done: string[] = [];
  const job = signal({ kind: 'idle' });
  const state = { paintingAll: signal(false), trouble: signal<string | null>(null) };
  let layer = 0;
  const model = {
    capabilities: { actions: [{ id: 'beside', label: 'Place beside' }] },
    job,
    busy: signal(false),
    content: signal({ kind: 'ready' }),
    engine: signal({ kind: 'ready' }),
    obstacle: signal(null),
    stylise: async () => {
      model.busy.value = true;
      done.push(`paint ${layer}`);
      setTimeout(() => {
        job.value = { kind: outcomes[layer] };
        model.busy.value = false;
      }, 1);
    },
    save: async (action: string) => done.push(`${action} ${layer}`),
    cancel: () => {
      outcomes = outcomes.with(layer, 'cancelled');
    },
  };
  const options = {
    model,
    state,
    written: () => written,
    nextLayer: async () => {
      layer += 1;
      return layer < outcomes.length;
    },
  };
  const queue = createPaintQueue(options as unknown as PaintQueueOptions);
  return { queue, state, model, done, options };
}

describe('painting all layers', () => {
  it('paints and places one after another', async () => {
    const { queue, state, done } = create(['done', 'done', 'done']);
    const all = queue.paintAll();
    expect(state.paintingAll.value).toBe(true);
    await all;
    expect(done.join()).toBe('paint 0,beside 0,paint 1,beside 1,paint 2,beside 2');
    expect(state.paintingAll.value).toBe(false);
  });

  it.each(['failed', 'cancelled'])('ends with a painting that %s', async (outcome) => {
    const { queue, state, done } = create(['done', outcome, 'done']);
    await queue.paintAll();
    expect(done.join()).toBe('paint 0,beside 0,paint 1');
    expect(state.paintingAll.value).toBe(false);
  });

  it('makes each ready first, and ends with one that cannot be', async () => {
    const { queue, state, done } = create(['done', 'done', 'done']);
    await queue.paintAll(async (index) => {
      done.push(`prepare ${index}`);
      if (index === 1) throw new Error('The preset is damaged.');
    });
    expect(done.join()).toBe('prepare 0,paint 0,beside 0,prepare 1');
    expect(state.trouble.value).toBe('The preset is damaged.');
  });

  it('ends where a result could not be placed', async () => {
    const { queue, done } = create(['done', 'done'], false);
    await queue.paintAll();
    expect(done.join()).toBe('paint 0,beside 0');
  });

  it('stops with the painting under way, and places nothing more', async () => {
    const { queue, done } = create(['done', 'done']);
    const all = queue.paintAll();
    await new Promise((resolve) => setTimeout(resolve, 0));
    queue.stop();
    await all;
    expect(done.join()).toBe('paint 0');
  });

  it('is one job, however often it is begun', async () => {
    const { queue, done } = create(['done']);
    await Promise.all([queue.paintAll(), queue.paintAll()]);
    expect(done.join()).toBe('paint 0,beside 0');
  });

  it('says why the next layer could not be read', async () => {
    const { state, options } = create(['done', 'done']);
    options.nextLayer = async () => {
      throw new Error('The layer “Card” is gone.');
    };
    const again = createPaintQueue(options as unknown as PaintQueueOptions);
    await again.paintAll();
    expect(state.trouble.value).toBe('The layer “Card” is gone.');
  });
});
