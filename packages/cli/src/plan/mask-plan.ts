import { maskOfContent } from './mask-of-content.js';
import type { StylePlan } from './style-plan.js';

/** A part of a content with styles of its own. */
export interface RegionPlan {
  /** The file of a mask. */
  readonly mask: string;
  readonly styles: readonly StylePlan[];
  readonly strength: number;
}

/** The masks over one content: files, or, for all contents of a command, names that hold theirs. */
export interface MaskPlan {
  readonly protect: string | null;
  readonly strengthMap: string | null;
  /** In the order in which they were given: a later one lies over an earlier one. */
  readonly regions: readonly RegionPlan[];
}

export const NO_MASKS: MaskPlan = { protect: null, strengthMap: null, regions: [] };

/** The masks of one content. @throws as {@link maskOfContent} does. */
export function masksOfContent(
  { protect, strengthMap, regions }: MaskPlan,
  content: string,
): MaskPlan {
  const fileOf = (name: string) => maskOfContent(name, content);
  return {
    protect: protect === null ? null : fileOf(protect),
    strengthMap: strengthMap === null ? null : fileOf(strengthMap),
    regions: regions.map((region) => ({ ...region, mask: fileOf(region.mask) })),
  };
}

/** The files of all masks, those over styles not among them. */
export function maskFiles({ protect, strengthMap, regions }: MaskPlan): string[] {
  const files = [protect, strengthMap, ...regions.map(({ mask }) => mask)];
  return files.filter((file) => file !== null);
}

/** All styles of a run, those of its regions last. */
export function allStyles({
  styles,
  masks,
}: {
  readonly styles: readonly StylePlan[];
  readonly masks: MaskPlan;
}): StylePlan[] {
  return [...styles, ...masks.regions.flatMap((region) => region.styles)];
}

/** The files of styles and of the masks over them. */
export function styleFiles(styles: readonly StylePlan[]): string[] {
  return styles.flatMap(({ file, mask }) => (mask === undefined ? [file] : [file, mask]));
}
