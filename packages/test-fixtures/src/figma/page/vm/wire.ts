/**
 * How values cross between the VM and the page: JSON, in which an object with `$` stands for what JSON
 * has no word for, and bytes travel beside it as buffers.
 */
export type Wire =
  | null
  | boolean
  | number
  | string
  | readonly Wire[]
  | { readonly $: 'undefined' | 'mixed' | 'method' }
  | { readonly $: 'number' | 'date' | 'refused'; readonly value: string }
  /** A Uint8Array, or an ArrayBuffer where `$` is `buffer`: its index beside the JSON. */
  | { readonly $: 'bytes' | 'buffer'; readonly value: number }
  /** A function of the VM, an object of the interface, a promise of the page. */
  | { readonly $: 'function' | 'reference' | 'promise'; readonly value: number }
  | { readonly $: 'object'; readonly value: { readonly [key: string]: Wire } }
  | { readonly $: 'error'; readonly name: string; readonly message: string };

/** JSON and the buffers that it counts. */
export interface Packet {
  readonly json: string;
  readonly buffers: readonly ArrayBuffer[];
}
