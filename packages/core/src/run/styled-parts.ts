import { StyleTransferError } from '../base/errors.js';
import * as LIMITS from '../base/limits.js';
import { sentence } from '../base/sentence.js';
import type { Covered } from '../image/colour.js';
import { type Coverage, resampleCoverage } from '../image/coverage.js';
import type { Size } from '../image/fit.js';
import { type Mask, marksOf } from '../image/mask.js';
import { bothOf, partsBy } from '../image/parts.js';
import { refuseField } from '../parameters/field-rule.js';
import type { Parameters } from '../parameters/schema.js';
import { type PreparedStyle, prepareStyles } from './prepared-styles.js';
import type { StyleRegion, StylizeRequest } from './stylize-request.js';

/** A part of the content that is painted in the same styles. */
export interface StyledPart {
  /** How much of each pixel belongs to it, at the finished size; `null`: all of it. */
  readonly coverage: Coverage | null;
  /** The same, transparency, protection and strength aside; `null` where there are no regions. */
  readonly region: Coverage | null;
  /** Multiplies beta. */
  readonly strength: number;
  readonly styles: readonly PreparedStyle[];
}

const MOST_REGIONS = LIMITS.REGIONS;

/** A region is for parts of pictures, not for runaway losses. */
const MOST_STRENGTH = 100;

/**
 * Divides the content among its regions. Without any there is one part, all that is painted; what is transparent
 * or protected belongs to none.
 *
 * @param content at the finished size, with what is painted of it
 * @param source the size of the content as it came, whose shape masks have
 * @throws StyleTransferError `invalid-image` or `invalid-parameter`, which names the region.
 */
export function styledParts(
  { styles, regions = [], strengthMap, erosion }: StylizeRequest,
  parameters: Parameters,
  content: Covered,
  source: Size,
): StyledPart[] {
  checkRegions(regions);
  if (erosion !== undefined && !(erosion >= 0 && erosion <= 1)) {
    refuseField('erosion', sentence`a number from ${0} to ${1}`, erosion);
  }
  const { image, coverage } = content;
  const marks = (mask: Mask) => resampleCoverage(marksOf(mask, source), image);
  const painted = bothOf(coverage, strengthMap ? rootOf(marks(strengthMap)) : null);
  const [rest, ...own] =
    regions.length === 0
      ? [null]
      : partsBy(
          regions.map(({ mask }) => marks(mask)),
          image,
        );
  const parts: StyledPart[] = [];
  const add = (region: Coverage | null, given: Pick<StyleRegion, 'styles' | 'strength'>) => {
    const covered = bothOf(painted, region);
    if (region !== null && isEmpty(covered)) return false;
    const prepared = prepareStyles(given.styles, parameters, { image, coverage: covered });
    parts.push({ coverage: covered, region, strength: given.strength ?? 1, styles: prepared });
    return true;
  };
  add(rest as Coverage | null, { styles });
  for (const [index, region] of regions.entries()) {
    if (!add(own[index] as Coverage, region)) refuseEmpty(index + 1);
  }
  return parts;
}

function checkRegions(regions: readonly StyleRegion[]): void {
  if (regions.length > MOST_REGIONS) {
    throw new StyleTransferError(
      'invalid-parameter',
      sentence`A run may have ${MOST_REGIONS} regions, but ${regions.length} came; put those of one style into one mask.`,
    );
  }
  for (const [index, { strength = 1 }] of regions.entries()) {
    if (strength > 0 && strength <= MOST_STRENGTH) continue;
    refuseField(
      `regions[${index}].strength`,
      sentence`a number above 0 and at most ${MOST_STRENGTH}`,
      strength,
    );
  }
}

/** A coverage whose squares are the given one's values: positions count by squares. */
function rootOf({ width, height, data }: Coverage): Coverage {
  return { width, height, data: data.map((value) => Math.sqrt(Math.max(0, value))) };
}

function isEmpty(coverage: Coverage | null): boolean {
  return coverage?.data.every((value) => value === 0) ?? false;
}

function refuseEmpty(ordinal: number): never {
  throw new StyleTransferError(
    'invalid-image',
    sentence`Region ${ordinal} must have something to paint, but later regions, protection, a strength of 0 or transparency leave nothing of it; draw it larger, or leave it out.`,
  );
}
