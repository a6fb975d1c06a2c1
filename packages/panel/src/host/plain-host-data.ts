import type {
  HostCapabilities,
  HostFile,
  HostMask,
  HostPicture,
  HostPreset,
  HostResult,
  HostWeights,
} from './host.js';

// What goes over a host's pipe, with the fields of the contract and no others: a host may answer
// with objects of its own classes, and a pipe may refuse those or the fields that they bring.

export function plainPicture({ name, bytes, id = null, protect = null }: HostPicture) {
  return { name, bytes: plainBytes(bytes), id, protect: protect && plainMask(protect) };
}

function plainMask({ label, bytes }: HostMask): HostMask {
  return { label, bytes: plainBytes(bytes) };
}

export function plainFile({ name, mediaType, bytes }: HostFile): HostFile {
  return { name, mediaType, bytes: plainBytes(bytes) };
}

/** @param id by which the host asks for the file */
export function plainResult(id: string, result: HostResult) {
  const { width, height, suggestedName, recipe, contentName } = result;
  const { contentId = null, preset = null, painted = null } = result;
  return { id, width, height, suggestedName, recipe, contentName, contentId, preset, painted };
}

export function plainPreset({ id, document }: HostPreset): HostPreset {
  return { id, document };
}

export function plainCapabilities(capabilities: HostCapabilities) {
  const {
    actions,
    picksContent,
    styleLabel,
    contentNoun,
    pickLabel = null,
    pickHint = null,
    keepsPresets,
    keepsSessions = false,
    keepsStyles = false,
  } = capabilities;
  return {
    actions: actions.map(({ id, label }) => ({ id, label })),
    picksContent,
    styleLabel,
    contentNoun,
    pickLabel,
    pickHint,
    keepsPresets,
    keepsSessions,
    keepsStyles,
  };
}

/** `HostWeights` with every field: a pipe may refuse one without a value. */
export type PlainWeights =
  | Extract<HostWeights, { kind: 'address' }>
  | { readonly kind: 'files'; readonly kept: boolean };

export function plainWeights(weights: HostWeights): PlainWeights {
  if (weights.kind === 'files') return { kind: 'files', kept: weights.kept === true };
  const { kind, baseUrl, cache } = weights;
  return { kind, baseUrl, cache };
}

/**
 * The bytes as a `Uint8Array` that is all of its buffer. A Buffer of Node is a subclass, and often
 * a small window into a large buffer, all of which some pipes would copy.
 */
export function plainBytes(bytes: Uint8Array): Uint8Array {
  const isPlain = bytes.constructor === Uint8Array && bytes.byteLength === bytes.buffer.byteLength;
  return isPlain ? bytes : new Uint8Array(bytes);
}
