import type { Size } from '@pastiche/core';
import { computed, effect, type ReadonlySignal, signal, untracked } from '@preact/signals';
import { type Area, wholeOf } from './area.js';
import type { ContentMasks } from './content-masks.js';
import { decodeMasks, encodeMasks } from './encoded-masks.js';
import { createKeptMasks } from './kept-masks.js';
import { maskSize } from './mask-size.js';
import { type MaskTarget, type PanelMasks, PROTECT, REGIONS } from './masks.js';
import { fillRaster, invertRaster, layOver, type Raster } from './raster.js';
import { drawShape } from './shapes.js';
import { createStroke, type Stroke } from './stroke.js';

/** What is drawn over the content; each picture has masks of its own, and has them again when it is chosen again. */
export interface MasksPart extends PanelMasks {
  close(): void;
}

/** What is drawn over. */
export interface MaskedPicture extends Size {
  /** Tells it from others: the same again is the same picture. */
  readonly mark: string;
}

export interface MasksPartOptions {
  /** `null`: there is none, or it is still being read. */
  readonly picture: ReadonlySignal<MaskedPicture | null>;
  /** Those that parts of the picture may have, in their order. */
  readonly styles: PanelMasks['styles'];
  /** Whether styles may have masks; the engine decides. */
  readonly regions?: boolean;
}

export function createMasksPart(options: MasksPartOptions): MasksPart {
  const { masks, close } = boundMasks(options);
  const revision = signal(0);
  const listeners = new Set<(area: Area) => void>();
  const { targets, target, wanted } = aiming(options);
  const tell = (area: Area) => {
    for (const listener of listeners) listener(area);
  };
  const settle = () => {
    revision.value += 1;
  };
  const drawing = { masks, target, tell, settle };
  const aim = (next: MaskTarget) => {
    masks.peek()?.end();
    wanted.value = next;
  };
  const stopTelling = effect(() => {
    void target.value;
    const there = masks.value;
    untracked(() => {
      if (there !== null) tell(wholeOf(there.size));
      settle();
    });
  });
  return {
    open: signal(false),
    size: computed(() => masks.value?.size ?? null),
    styles: options.styles,
    targets,
    target,
    ...seen(masks, targets, target, revision),
    revision,
    aim,
    setStrength: (strength) => {
      masks.peek()?.setStrength(target.peek(), strength);
      settle();
    },
    raster: () => masks.peek()?.of(target.peek()) ?? null,
    listen: (onChange) => {
      listeners.add(onChange);
      return () => listeners.delete(onChange);
    },
    ...strokesOn(drawing),
    ...changesOf(drawing),
    ...travelling(drawing, aim),
    ...filesOf(drawing, targets),
    close: () => {
      close();
      stopTelling();
      listeners.clear();
    },
  };
}

/** The masks of the picture of the moment. */
function boundMasks({ picture }: MasksPartOptions) {
  const kept = createKeptMasks();
  const masks = signal<ContentMasks | null>(null);
  const close = effect(() => {
    const there = picture.value;
    masks.value = there === null ? null : kept.take(there.mark, maskSize(there));
  });
  return { masks: masks as ReadonlySignal<ContentMasks | null>, close };
}

/** What can be told of the masks after each change. */
function seen(
  masks: ReadonlySignal<ContentMasks | null>,
  targets: ReadonlySignal<readonly MaskTarget[]>,
  target: ReadonlySignal<MaskTarget>,
  revision: ReadonlySignal<number>,
): Pick<PanelMasks, 'marked' | 'strength' | 'undoable' | 'redoable'> {
  const now = () => {
    void revision.value;
    return masks.value;
  };
  return {
    marked: computed(() => {
      const there = now();
      return there === null ? [] : targets.value.filter(there.isMarked);
    }),
    strength: computed(() => now()?.strengthOf(target.value) ?? 1),
    undoable: computed(() => now()?.undoable ?? false),
    redoable: computed(() => now()?.redoable ?? false),
  };
}

/** What can be drawn for, and what is: a style that left the blend gives way to protection. */
function aiming({ styles, regions = REGIONS }: MasksPartOptions) {
  const wanted = signal<MaskTarget>(PROTECT);
  const targets = computed((): readonly MaskTarget[] => {
    const blend = regions ? styles.value.map(({ id }) => id) : [];
    // With one style there is nothing to tell apart.
    return blend.length < 2 ? [PROTECT] : [PROTECT, ...blend];
  });
  const target = computed(() => (targets.value.includes(wanted.value) ? wanted.value : PROTECT));
  return { wanted, targets, target };
}

interface Drawing {
  readonly masks: ReadonlySignal<ContentMasks | null>;
  readonly target: ReadonlySignal<MaskTarget>;
  tell(area: Area): void;
  settle(): void;
}

function strokesOn({ masks, target, tell, settle }: Drawing) {
  let stroke: Stroke | null = null;
  const continueStroke: PanelMasks['continueStroke'] = (to, pressure) => {
    const there = masks.peek();
    if (there === null || stroke === null) return;
    const { to: draw } = stroke;
    tell(there.draw((raster) => draw(raster, to, pressure)));
  };
  const beginStroke: PanelMasks['beginStroke'] = (look, at, pressure) => {
    const there = masks.peek();
    if (there === null) return;
    there.begin(target.peek());
    stroke = createStroke(look, there.size);
    continueStroke(at, pressure);
  };
  return {
    beginStroke,
    continueStroke,
    endStroke: () => {
      stroke = null;
      if (masks.peek()?.end()) settle();
    },
    cancelStroke: () => {
      stroke = null;
      const there = masks.peek();
      if (there !== null) tell(there.cancel());
    },
  };
}

function changesOf({ masks, target, tell, settle }: Drawing) {
  const change = (draw: (raster: Raster) => Area) => {
    const there = masks.peek();
    if (there === null) return;
    there.begin(target.peek());
    tell(there.draw(draw));
    if (there.end()) settle();
  };
  return {
    drawShape: ({ kind, x, y, width, height }, effect) =>
      change((raster) => {
        const [across, down] = [raster.width, raster.height];
        const bounds = { x: x * across, y: y * down, width: width * across, height: height * down };
        return drawShape(raster, kind, bounds, effect);
      }),
    lay: (mask) => change((raster) => layOver(raster, mask)),
    fill: () => change((raster) => fillRaster(raster, 255)),
    invert: () => change(invertRaster),
    clear: () => change((raster) => fillRaster(raster, 0)),
  } satisfies Partial<PanelMasks>;
}

function filesOf(
  { masks, tell, settle }: Drawing,
  targets: ReadonlySignal<readonly MaskTarget[]>,
): Pick<PanelMasks, 'encoded' | 'restore' | 'replace'> {
  return {
    encoded: async () => {
      const there = masks.peek();
      if (there === null) return { protect: null, regions: [] };
      return encodeMasks(there, targets.peek());
    },
    restore: async (encoded) => {
      const there = masks.peek();
      if (there === null) return;
      there.forgetSteps();
      for (const [target, mask] of await decodeMasks(encoded, there.size)) {
        layOver(there.of(target), mask);
      }
      for (const { style, strength = 1 } of encoded.regions) there.setStrength(style, strength);
      tell(wholeOf(there.size));
      settle();
    },
    replace: async (encoded) => {
      const there = masks.peek();
      if (there === null) return;
      const decoded = await decodeMasks(encoded, there.size);
      for (const target of targets.peek()) {
        const region = encoded.regions.find(({ style }) => style === target);
        there.setStrength(target, region?.strength ?? 1);
        const mask = decoded.get(target);
        if (mask === undefined && !there.isMarked(target)) continue;
        there.begin(target);
        there.draw((raster) => (mask ? layOver(raster, mask) : fillRaster(raster, 0)));
        there.end();
      }
      tell(wholeOf(there.size));
      settle();
    },
  };
}

/** What is undone is shown: the mask that it is about becomes the one that is drawn. */
function travelling({ masks, tell, settle }: Drawing, aim: (target: MaskTarget) => void) {
  const travel = (move: 'undo' | 'redo') => {
    const there = masks.peek();
    const moved = there?.[move]() ?? null;
    if (there === null || moved === null) return;
    aim(moved);
    tell(wholeOf(there.size));
    settle();
  };
  return { undo: () => travel('undo'), redo: () => travel('redo') };
}
