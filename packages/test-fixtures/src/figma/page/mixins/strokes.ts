import type { MinimalStrokesMixin } from '@figma/plugin-typings/plugin-api-standalone';
import { compose } from '../interface/api-object.js';
import { numberCheck } from '../interface/checks.js';
import type { NodeContext } from '../scene/scene.js';
import { stored } from './stored-properties.js';

const checkWeight = numberCheck(0);

export function strokes(context: NodeContext) {
  const own: Pick<MinimalStrokesMixin, 'strokeWeight'> = {
    get strokeWeight() {
      return context.record('get_strokeWeight').strokeWeight;
    },
    set strokeWeight(value) {
      const write = { kind: 'override', properties: ['strokeWeight'] } as const;
      context.write('set_strokeWeight', write, (record) => {
        record.strokeWeight = checkWeight(value, 'strokeWeight');
      });
    },
  };
  return compose(own, stored(context, 'strokes', 'strokeAlign'));
}
