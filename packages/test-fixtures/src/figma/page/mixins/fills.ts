import type { MinimalFillsMixin, Paint } from '@figma/plugin-typings/plugin-api-standalone';
import { MIXED } from '../interface/mixed.js';
import { checkPaints } from '../scene/paints.js';
import type { NodeContext } from '../scene/scene.js';

type Members = Pick<MinimalFillsMixin, 'fills' | 'fillStyleId' | 'setFillsAsync'>;

/** The paints of a layer. They are read as frozen copies and set as a whole, which detaches their style. */
export function fills(context: NodeContext): Members {
  const setFills = (action: string, value: unknown) => {
    context.write(action, { kind: 'override', properties: ['fills'] }, (record) => {
      if (value === MIXED) throw new Error('Cannot unwrap symbol');
      record.fills = checkPaints(value, 'fills');
      record.fillStyleId = '';
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
      return context.record('get_fillStyleId').fillStyleId;
    },
    async setFillsAsync(paints) {
      setFills('setFillsAsync', paints);
    },
  };
}
