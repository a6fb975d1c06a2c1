import { StyleTransferError } from '../../base/errors.js';
import { type Said, sentence } from '../../base/sentence.js';
import type { NetworkWeights } from '../../vgg19/network/network-weights.js';
import { type ByteRange, mergeAdjacent } from '../transport/byte-range.js';
import { TORCHVISION_INPUT } from './input-convention.js';
import { assembleNetwork, kernelFromOihw } from './network-assembly.js';
import {
  HEADER_LENGTH_BYTES,
  parseHeaderLength,
  parseSafetensorsHeader,
  type SafetensorsContext,
  type SafetensorsEntry,
} from './safetensors-header.js';
import { decodeValues, type StoredType } from './tensor-values.js';
import type { WeightsReading } from './weights-reading.js';

const STORED_TYPES: Readonly<Record<string, StoredType>> = {
  F32: 'float32',
  F16: 'float16',
  BF16: 'bfloat16',
};

/**
 * Reads the needed convolutions of a safetensors file with torchvision's names
 * (`features.0.weight` is `[out, in, 3, 3]`): the header first, then only their byte ranges, in
 * ascending order so that a source that can only stream passes over the file once.
 *
 * @throws StyleTransferError `invalid-weights` for a tensor that is missing, misshapen or of another
 * number type, besides what reading throws.
 */
export async function readSafetensorsWeights(reading: WeightsReading): Promise<NetworkWeights> {
  const { file, needed } = reading;
  const context: SafetensorsContext = { name: file, code: 'invalid-weights' };
  const lengthBytes = await reading.read(file, { start: 0, end: HEADER_LENGTH_BYTES });
  const dataStart = HEADER_LENGTH_BYTES + parseHeaderLength(lengthBytes, context);
  const json = await reading.read(file, { start: HEADER_LENGTH_BYTES, end: dataStart });
  const { entries } = parseSafetensorsHeader(json, context);

  const wanted = new Map<string, SafetensorsEntry>();
  for (const { torchvision, inputChannels, outputChannels } of needed) {
    const shapes = { weight: [outputChannels, inputChannels, 3, 3], bias: [outputChannels] };
    for (const [kind, shape] of Object.entries(shapes)) {
      const name = `${torchvision}.${kind}`;
      wanted.set(name, checkEntry(file, name, entries.get(name), shape));
    }
  }
  const ranges = mergeAdjacent([...wanted.values()]);
  reading.setTotal(ranges.reduce((sum, { start, end }) => sum + end - start, dataStart));
  const parts: (ByteRange & { bytes: Uint8Array })[] = [];
  for (const range of ranges) {
    parts.push({ ...range, bytes: await reading.read(file, range) });
  }

  const decode = (name: string): Float64Array => {
    const { dtype, start, end } = wanted.get(name) as SafetensorsEntry;
    const part = parts.find((each) => each.start <= start && end <= each.end);
    if (part === undefined) throw new Error(`No range read holds ${name}`);
    const bytes = part.bytes.subarray(start - part.start, end - part.start);
    return decodeValues(bytes, STORED_TYPES[dtype] as StoredType);
  };
  return assembleNetwork(reading, TORCHVISION_INPUT, (layer) => ({
    kernel: kernelFromOihw(
      decode(`${layer.torchvision}.weight`),
      layer.inputChannels,
      layer.outputChannels,
    ),
    bias: decode(`${layer.torchvision}.bias`),
  }));
}

function checkEntry(
  file: string,
  name: string,
  entry: SafetensorsEntry | undefined,
  shape: readonly number[],
): SafetensorsEntry {
  if (entry === undefined) {
    throw unfit(
      sentence`${file} has no tensor "${name}", expected VGG19's with torchvision's names`,
    );
  }
  if (entry.shape.join() !== shape.join()) {
    throw unfit(
      sentence`"${name}" in ${file} has the shape [${entry.shape.join()}], expected [${shape.join()}]`,
    );
  }
  if (STORED_TYPES[entry.dtype] === undefined) {
    throw unfit(sentence`"${name}" in ${file} holds ${entry.dtype}, expected F32, F16 or BF16`);
  }
  return entry;
}

function unfit(problem: Said): StyleTransferError {
  const message = sentence`${problem}; give the weights of the right network.`;
  return new StyleTransferError('invalid-weights', message);
}
