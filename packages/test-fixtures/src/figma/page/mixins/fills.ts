import type { MinimalFillsMixin, Paint } from '@figma/plugin-typings/plugin-api-standalone';
import { MIXED } from '../interface/mixed.js';
import { checkPaints } from '../scene/paints.js';
import type { NodeContext } from '../scene/scene.js';

type Members = Pick<MinimalFillsMixin, 'fills' | 'fillStyleId' | 'setFillsAsync'>;

/** The paints of a layer. They are read as frozen copies and set as a whole. */
export function fills(context: NodeContext): Members {
  const setFills = (action: string, value: unknown) => {
    context.write(action, { kind: 'override', properties: ['fills'] }, (record) => {
      if (value === MIXED) throw new Error('Cannot unwrap symbol');
      record.fills = checkPaints(value, 'fills');
    });
  };
  return {
    get fills() {
      const paints = context.record('get_fills').fills;
      return paints === 'mixed' ? MIXED : (structuredClone(paints) as readonly Paint[]);
    },
    set fills(value) {
      setFills('set_fills', value);
    },
    get fillStyleId() {
      context.record('get_fillStyleId');
      return '';
    },
    async setFillsAsync(paints) {
      setFills('setFillsAsync', paints);
    },
  };
}
