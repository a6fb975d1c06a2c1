import type { WeightCache } from './transport/cache.js';
import {
  type CachedSourceOptions,
  cachedSource,
  type FileDigest,
} from './transport/cached-source.js';
import { type HttpSourceOptions, httpSource } from './transport/http-source.js';
import type { WeightSource } from './transport/source.js';
import { VGG19_FILES } from './vgg19-files.js';

/** A network whose files are known byte for byte. */
export interface CatalogueEntry {
  readonly id: string;
  /** A line for people. */
  readonly title: string;
  /** Folder of the files, pinned to a version that cannot change. */
  readonly baseUrl: string;
  /** The file to give to `loadWeights`. */
  readonly file: string;
  /** Every file that may be read, by name. */
  readonly files: Readonly<Record<string, FileDigest>>;
  readonly licence: string;
  readonly origin: string;
}

export interface CatalogueSourceOptions
  extends CachedSourceOptions,
    Omit<HttpSourceOptions, 'baseUrl'> {
  /** Where verified files are kept; default: nowhere. */
  readonly cache?: WeightCache | undefined;
  /** Where the same files are mirrored; default: the entry's own address. */
  readonly baseUrl?: string | undefined;
}

/** VGG19's convolutions, 8 bits each with a scale per tensor: a download of 20 MiB. */
export const VGG19: CatalogueEntry = {
  id: 'vgg19',
  title: 'VGG19 trained on ImageNet, 8-bit',
  baseUrl:
    'https://raw.githubusercontent.com/azertat/tfjs_models/3c14b35a1b5037c331fe01da1b00d2d3bb09bba9/models/little_shards/',
  file: 'model.json',
  files: VGG19_FILES,
  licence: 'Creative Commons Attribution 4.0 International (CC BY 4.0)',
  origin:
    'Karen Simonyan and Andrew Zisserman, "Very Deep Convolutional Networks for Large-Scale Image Recognition", Visual Geometry Group, University of Oxford, 2014; converted by way of Keras and the TensorFlow.js converter, and quantized to 8 bits.',
};

/**
 * The networks that can be fetched by name. Others are loaded by URL or from a folder; without a
 * pinned SHA-256 they are used as they come and never cached.
 */
export const CATALOGUE: readonly CatalogueEntry[] = [VGG19];

/**
 * A source of a catalogue entry's files: fetched from its address, verified, and cached.
 *
 * @example
 * const source = catalogueSource(VGG19, { cache: browserCache() });
 */
export function catalogueSource(
  entry: CatalogueEntry,
  options: CatalogueSourceOptions = {},
): WeightSource {
  const http = httpSource({ ...options, baseUrl: options.baseUrl ?? entry.baseUrl });
  return cachedSource(http, options.cache ?? null, entry.files, options);
}
