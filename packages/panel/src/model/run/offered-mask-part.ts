import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { HostMask } from '../../host/host.js';
import type { OfferedMask } from '../model.js';

/** What of the content the host offers to keep as it is, and whether it is to stay. */
export interface OfferedMaskPart {
  /** `null`: nothing is offered for this content. */
  readonly offered: ReadonlySignal<OfferedMask | null>;
  /** On until it is switched off, for whatever content. */
  readonly isOn: ReadonlySignal<boolean>;
  switchTo(isOn: boolean): void;
  /** The file of the mask, where there is one and it is switched on. */
  mask(): Uint8Array | null;
}

/** Remembers the switch over all contents of the panel. */
export function createOfferedMaskPart(mask: ReadonlySignal<HostMask | null>): OfferedMaskPart {
  const isOn = signal(true);
  return {
    offered: computed(() => {
      if (mask.value === null) return null;
      return { label: mask.value.label, isOn: isOn.value };
    }),
    isOn,
    switchTo: (next) => {
      isOn.value = next;
    },
    mask: () => (isOn.peek() ? (mask.peek()?.bytes ?? null) : null),
  };
}
