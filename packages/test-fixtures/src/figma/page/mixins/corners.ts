import type { CornerMixin } from '@figma/plugin-typings/plugin-api-standalone';
import { compose } from '../interface/api-object.js';
import { numberCheck } from '../interface/checks.js';
import { MIXED } from '../interface/mixed.js';
import type { NodeRecord } from '../scene/node-record.js';
import type { NodeContext } from '../scene/scene.js';
import { stored } from './stored-properties.js';

const CORNERS = [
  'topLeftRadius',
  'topRightRadius',
  'bottomLeftRadius',
  'bottomRightRadius',
] as const;

const checkRadius = numberCheck(0);

/** One radius for all corners. */
export function corner(context: NodeContext): CornerMixin {
  const own: Pick<CornerMixin, 'cornerRadius'> = {
    get cornerRadius() {
      const radii = new Set(radiiOf(context.record('get_cornerRadius')));
      const [radius] = radii;
      return radii.size === 1 ? radius : MIXED;
    },
    set cornerRadius(value) {
      const write = { kind: 'override', properties: ['cornerRadius'] } as const;
      context.write('set_cornerRadius', write, (record) => {
        const radius = checkRadius(value, 'cornerRadius');
        for (const key of CORNERS) record[key] = radius;
      });
    },
  };
  return compose(own, stored(context, 'cornerSmoothing'));
}

/** A radius for each corner as well, as rectangles and frames have them. */
export function corners(context: NodeContext) {
  return compose(corner(context), stored(context, ...CORNERS));
}

function radiiOf(record: NodeRecord): readonly number[] {
  return CORNERS.map((key) => record[key]);
}
