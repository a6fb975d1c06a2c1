import { StyleTransferError, type StyleTransferErrorCode } from '../../base/errors.js';
import { isRecord } from '../../base/is-record.js';
import { isLfsPointer, lfsPointerError } from '../../base/lfs-pointer.js';
import * as LIMITS from '../../base/limits.js';
import { type Said, sentence } from '../../base/sentence.js';

/** How messages about a safetensors file name it, and the code they are thrown with. */
export interface SafetensorsContext {
  /** The file as messages call it. */
  readonly name: Said;
  readonly code: StyleTransferErrorCode;
}

/** Bytes of one element of each number type that a safetensors header may name. */
export const SAFETENSORS_ELEMENT_BYTES: Readonly<Record<string, number>> = {
  F64: 8,
  F32: 4,
  F16: 2,
  BF16: 2,
  F8_E4M3: 1,
  F8_E5M2: 1,
  I64: 8,
  I32: 4,
  I16: 2,
  I8: 1,
  U64: 8,
  U32: 4,
  U16: 2,
  U8: 1,
  BOOL: 1,
};

/** One tensor as the header describes it; `start..end` count from the first byte of the file. */
export interface SafetensorsEntry {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly start: number;
  readonly end: number;
}

export interface SafetensorsHeader {
  readonly entries: ReadonlyMap<string, SafetensorsEntry>;
  readonly metadata: Readonly<Record<string, string>>;
  /** Bytes that the whole file must have. */
  readonly fileBytes: number;
}

/** Bytes before the header: its length as a little-endian 64-bit number. */
export const HEADER_LENGTH_BYTES = 8;

/** Largest header read. VGG19's has 3 kB; a lying length must not make us read a whole disc. */
export const MAX_HEADER_BYTES = LIMITS.SAFETENSORS_HEADER_BYTES;

/**
 * Reads the length of the header, in bytes, from the first 8 bytes of a safetensors file.
 *
 * @throws StyleTransferError with the context's code when there are fewer bytes or the length is absurd.
 */
export function parseHeaderLength(bytes: Uint8Array, context: SafetensorsContext): number {
  if (bytes.byteLength < HEADER_LENGTH_BYTES) {
    throw broken(
      context,
      sentence`has ${bytes.byteLength} bytes, expected at least ${HEADER_LENGTH_BYTES}`,
    );
  }
  if (isLfsPointer(bytes)) throw lfsPointerError(context.code, context.name);
  const view = new DataView(bytes.buffer, bytes.byteOffset, HEADER_LENGTH_BYTES);
  const length = view.getUint32(4, true) * 2 ** 32 + view.getUint32(0, true);
  if (length < 2 || length > MAX_HEADER_BYTES) {
    throw broken(
      context,
      sentence`announces a header of ${length} bytes, expected 2 to ${MAX_HEADER_BYTES}`,
    );
  }
  return length;
}

/**
 * Parses the JSON header of a safetensors file, strictly: every tensor has a known number type, a
 * shape that fits its bytes, and the tensors fill the data without overlaps or holes.
 *
 * @param json The header's bytes, without the 8 bytes of its length.
 * @throws StyleTransferError with the context's code when the header lies or is no header.
 */
export function parseSafetensorsHeader(
  json: Uint8Array,
  context: SafetensorsContext,
): SafetensorsHeader {
  const dataStart = HEADER_LENGTH_BYTES + json.byteLength;
  const entries = new Map<string, SafetensorsEntry>();
  let metadata: Record<string, string> = {};
  for (const [name, value] of Object.entries(parseObject(json, context))) {
    if (name === '__metadata__') metadata = parseMetadata(value, context);
    else entries.set(name, parseEntry(name, value, dataStart, context));
  }
  return { entries, metadata, fileBytes: checkLayout(entries, dataStart, context) };
}

function parseObject(json: Uint8Array, context: SafetensorsContext): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(json));
  } catch (cause) {
    throw broken(context, sentence`has a header that is not JSON, expected a JSON object`, cause);
  }
  if (!isRecord(value)) throw broken(context, sentence`has a header that is not a JSON object`);
  return value;
}

function parseMetadata(value: unknown, context: SafetensorsContext): Record<string, string> {
  if (!isRecord(value) || !Object.values(value).every((item) => typeof item === 'string')) {
    throw broken(context, sentence`has metadata of another kind than the expected texts by name`);
  }
  return value as Record<string, string>;
}

function parseEntry(
  name: string,
  value: unknown,
  dataStart: number,
  context: SafetensorsContext,
): SafetensorsEntry {
  const { dtype, shape, data_offsets: offsets } = isRecord(value) ? value : {};
  const elementBytes =
    typeof dtype === 'string' && Object.hasOwn(SAFETENSORS_ELEMENT_BYTES, dtype)
      ? SAFETENSORS_ELEMENT_BYTES[dtype]
      : undefined;
  if (typeof dtype !== 'string' || elementBytes === undefined) {
    // What `toString` does is the file's to say.
    const typeName = typeof dtype === 'object' ? JSON.stringify(dtype) : String(dtype);
    throw broken(
      context,
      sentence`gives ${quote(name)} the unknown number type ${quote(typeName)}, expected one such as F32 or F16`,
    );
  }
  if (!isSizes(shape) || !isSizes(offsets) || offsets.length !== 2) {
    throw broken(
      context,
      sentence`gives ${quote(name)} no valid shape and offsets, expected whole numbers from 0`,
    );
  }
  const [start, end] = offsets as [number, number];
  const expected = shape.reduce((product, size) => product * size, elementBytes);
  if (end - start !== expected) {
    throw broken(
      context,
      sentence`gives ${quote(name)} ${end - start} bytes, expected ${expected} for ${dtype} [${shape.join()}]`,
    );
  }
  return { dtype, shape, start: dataStart + start, end: dataStart + end };
}

/** Tensors must follow each other exactly, as the format demands; returns where the last ends. */
function checkLayout(
  entries: ReadonlyMap<string, SafetensorsEntry>,
  dataStart: number,
  context: SafetensorsContext,
): number {
  let position = dataStart;
  const inFileOrder = [...entries].sort(([, a], [, b]) => a.start - b.start || a.end - b.end);
  for (const [name, { start, end }] of inFileOrder) {
    if (start !== position) {
      throw broken(
        context,
        sentence`places ${quote(name)} at byte ${start}, expected ${position}: tensors may not overlap or leave holes`,
      );
    }
    position = end;
  }
  return position;
}

function isSizes(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((item) => Number.isSafeInteger(item) && item >= 0);
}

/** Names come from the file: keep a sentence one line of readable length. */
function quote(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 57)}...` : text);
}

function broken(context: SafetensorsContext, problem: Said, cause?: unknown): StyleTransferError {
  const message = sentence`${context.name} ${problem}; the file is damaged or not a safetensors file, fetch or write it again.`;
  return new StyleTransferError(context.code, message, { cause });
}
