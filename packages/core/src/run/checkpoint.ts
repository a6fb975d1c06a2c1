import { StyleTransferError } from '../base/errors.js';
import { type Said, saidBy, sentence } from '../base/sentence.js';
import { sha256 } from '../base/sha256.js';
import { withFileNames } from '../parameters/field-names.js';
import { parseParameters } from '../parameters/parse-parameters.js';
import type { Parameters } from '../parameters/schema.js';
import {
  decodeSafetensors,
  encodeSafetensors,
  type SafetensorsTensor,
} from '../weights/formats/safetensors.js';

/** A run between two iterations, as plain numbers. */
export interface Checkpoint {
  /** Live changes are merged in. */
  readonly parameters: Parameters;
  /** SHA-256 over the pictures and the network that the run started from. */
  readonly fingerprint: string;
  readonly scaleIndex: number;
  /** Iterations done at that scale. */
  readonly iteration: number;
  /** The optimizer's counters and tensors. */
  readonly counts: Readonly<Record<string, number>>;
  readonly tensors: ReadonlyMap<string, { shape: readonly number[]; values: Float32Array }>;
}

/** Version 1: the eight letters, the version, SHA-256 of the rest, then a safetensors file. */
const MAGIC = 'pastiche';
const VERSION = 1;
const DIGEST_START = MAGIC.length + 1;
const BODY_START = DIGEST_START + 32;

/**
 * Writes a checkpoint as bytes: a small header with a checksum, then a safetensors file.
 *
 * @example
 * const bytes = await encodeCheckpoint(checkpoint);
 */
export async function encodeCheckpoint(checkpoint: Checkpoint): Promise<Uint8Array> {
  const { tensors, parameters, ...rest } = checkpoint;
  const description = { ...rest, parameters: withFileNames(parameters) };
  const stored = new Map<string, SafetensorsTensor>();
  for (const [name, tensor] of tensors) stored.set(name, { dtype: 'F32', ...tensor });
  const body = encodeSafetensors(stored, { checkpoint: JSON.stringify(description) });
  const bytes = new Uint8Array(BODY_START + body.length);
  bytes.set(new TextEncoder().encode(MAGIC));
  bytes[MAGIC.length] = VERSION;
  bytes.set(fromHex(await sha256(body)), DIGEST_START);
  bytes.set(body, BODY_START);
  return bytes;
}

/**
 * Reads a checkpoint back.
 *
 * @throws StyleTransferError `invalid-checkpoint` when the bytes are something else, of a newer
 *   version, cut short or damaged.
 */
export async function decodeCheckpoint(bytes: Uint8Array): Promise<Checkpoint> {
  const magic = new TextDecoder().decode(bytes.subarray(0, MAGIC.length));
  if (magic !== MAGIC || bytes.length < BODY_START) {
    refuse(
      sentence`A checkpoint should begin with "pastiche" and hold a run, but other bytes came; give a file that a run wrote with its checkpoint option.`,
    );
  }
  const version = bytes[MAGIC.length];
  if (version !== VERSION) {
    refuse(
      sentence`This checkpoint has version ${version}, but this release reads version ${VERSION}; continue it with the release that wrote it, or update.`,
    );
  }
  const body = bytes.subarray(BODY_START);
  const digest = toHex(bytes.subarray(DIGEST_START, BODY_START));
  if ((await sha256(body.slice())) !== digest) {
    refuse(
      sentence`The checkpoint is damaged: its checksum does not fit its content; use an earlier one or start the run anew.`,
    );
  }
  const { tensors, metadata } = decodeSafetensors(body, {
    name: sentence`The checkpoint`,
    code: 'invalid-checkpoint',
  });
  return { ...parseDescription(metadata.checkpoint), tensors: floatTensors(tensors) };
}

/**
 * The parameters of the run that a checkpoint belongs to, live changes merged in.
 *
 * @throws StyleTransferError `invalid-checkpoint`, as {@link decodeCheckpoint}.
 */
export async function checkpointParameters(bytes: Uint8Array): Promise<Parameters> {
  return (await decodeCheckpoint(bytes)).parameters;
}

/** Only a program error or a forger gets here with a wrong description: the checksum fitted. */
function parseDescription(text: string | undefined): Omit<Checkpoint, 'tensors'> {
  const description = descriptionIn(text);
  const { scaleIndex, iteration, fingerprint, counts } = description;
  const isWhole = isCount(scaleIndex) && isCount(iteration) && typeof fingerprint === 'string';
  if (!isWhole || !isRecord(counts)) refuseDescription(sentence`a field is missing`);
  if (!Object.values(counts).every(isCount)) {
    refuseDescription(sentence`a counter is not a number`);
  }
  const place = { fingerprint, scaleIndex, iteration, counts: counts as Checkpoint['counts'] };
  try {
    return { ...place, parameters: parseParameters(description.parameters) };
  } catch (cause) {
    return refuseDescription(saidBy(cause), cause);
  }
}

function descriptionIn(text = ''): Record<string, unknown> {
  try {
    const description: unknown = JSON.parse(text);
    return isRecord(description) ? description : {};
  } catch {
    // What the parser of JSON says helps nobody.
    return refuseDescription(sentence`it is not JSON`);
  }
}

function refuseDescription(why: Said, cause?: unknown): never {
  throw new StyleTransferError(
    'invalid-checkpoint',
    sentence`The checkpoint should describe its run, but does not (${why}); start the run anew.`,
    { cause },
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isCount(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 0;
}

function floatTensors(tensors: Map<string, SafetensorsTensor>): Checkpoint['tensors'] {
  const floats = new Map<string, { shape: readonly number[]; values: Float32Array }>();
  for (const [name, { shape, values }] of tensors) {
    if (values instanceof Float32Array) floats.set(name, { shape, values });
  }
  return floats;
}

function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function fromHex(hex: string): Uint8Array {
  return Uint8Array.from({ length: hex.length / 2 }, (_, i) =>
    Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16),
  );
}

function refuse(message: Said): never {
  throw new StyleTransferError('invalid-checkpoint', message);
}
