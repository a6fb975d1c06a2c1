import { StyleTransferError } from '../../base/errors.js';
import { type Said, sentence } from '../../base/sentence.js';
import type { NetworkWeights } from '../../vgg19/network/network-weights.js';
import { KERAS_INPUT } from './input-convention.js';
import { readShards, type ShardBytes } from './manifest-shards.js';
import { assembleNetwork } from './network-assembly.js';
import { decodeValues, type StoredType } from './tensor-values.js';
import {
  type ManifestGroup,
  type ManifestTensor,
  parseTfjsManifest,
  storedType,
} from './tfjs-manifest.js';
import type { WeightsReading } from './weights-reading.js';

interface WantedTensor {
  readonly tensor: ManifestTensor;
  readonly group: ManifestGroup;
}

/**
 * Reads the needed convolutions of a TensorFlow.js layers-model manifest with Keras' names
 * (`block3_conv2/kernel` is `[3, 3, in, out]`, BGR input): the manifest, then only the shards that
 * hold them.
 */
export async function readTfjsWeights(reading: WeightsReading): Promise<NetworkWeights> {
  const { file, needed } = reading;
  const manifestBytes = await reading.read(file);
  const groups = parseTfjsManifest(manifestBytes, file);
  const wanted = new Map<string, WantedTensor>();
  for (const { keras, inputChannels, outputChannels } of needed) {
    const shapes = { kernel: [3, 3, inputChannels, outputChannels], bias: [outputChannels] };
    for (const [kind, shape] of Object.entries(shapes)) {
      const name = `${keras}/${kind}`;
      wanted.set(name, findTensor(file, groups, name, shape));
    }
  }
  const shards = await readGroups(reading, manifestBytes.byteLength, [...wanted.values()]);
  const decode = (name: string): Float64Array => {
    const { tensor, group } = wanted.get(name) as WantedTensor;
    const bytes = (shards.get(group) as ShardBytes).slice(tensor.start, tensor.end);
    return decodeValues(bytes, storedType(tensor) as StoredType, tensor.quantization);
  };
  return assembleNetwork(reading, KERAS_INPUT, (layer) => ({
    kernel: decode(`${layer.keras}/kernel`),
    bias: decode(`${layer.keras}/bias`),
  }));
}

async function readGroups(
  reading: WeightsReading,
  manifestBytes: number,
  wanted: readonly WantedTensor[],
): Promise<Map<ManifestGroup, ShardBytes>> {
  const needed = [...new Set(wanted.map(({ group }) => group))];
  const totals = new Map<ManifestGroup, number>();
  const shards = new Map<ManifestGroup, ShardBytes>();
  for (const group of needed) {
    const ranges = wanted.filter((each) => each.group === group).map(({ tensor }) => tensor);
    const bytes = await readShards({
      group,
      ranges,
      signal: reading.signal,
      read: (path, signal) => reading.read(besideManifest(reading.file, path), { signal }),
      onTotal(total) {
        totals.set(group, total);
        if (totals.size < needed.length) return;
        reading.setTotal([...totals.values()].reduce((sum, each) => sum + each, manifestBytes));
      },
    });
    shards.set(group, bytes);
  }
  return shards;
}

/** Paths of a manifest count from the folder it lies in. */
function besideManifest(manifest: string, path: string): string {
  return manifest.slice(0, manifest.lastIndexOf('/') + 1) + path;
}

function findTensor(
  file: string,
  groups: readonly ManifestGroup[],
  name: string,
  shape: readonly number[],
): WantedTensor {
  for (const group of groups) {
    const tensor = group.tensors.find((each) => hasName(each, name));
    if (tensor === undefined) continue;
    if (tensor.shape.join() !== shape.join()) {
      throw unfit(
        sentence`"${name}" in ${file} has the shape [${tensor.shape.join()}], expected [${shape.join()}]`,
      );
    }
    if (storedType(tensor) === undefined) {
      throw unfit(
        sentence`"${name}" in ${file} is ${tensor.dtype} stored as ${tensor.stored}, expected float32 stored as float32, float16, or uint8 or uint16 with scale and min`,
      );
    }
    return { tensor, group };
  }
  throw unfit(sentence`${file} has no tensor "${name}", expected VGG19's with Keras' names`);
}

/** Some converters put the model's name before a tensor's, or TensorFlow's `:0` behind it. */
function hasName(tensor: ManifestTensor, name: string): boolean {
  const bare = tensor.name.replace(/:0$/, '');
  return bare === name || bare.endsWith(`/${name}`);
}

function unfit(problem: Said): StyleTransferError {
  const message = sentence`${problem}; give the weights of the right network.`;
  return new StyleTransferError('invalid-weights', message);
}
