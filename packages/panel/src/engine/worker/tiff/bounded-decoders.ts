import { addDecoder, BaseDecoder, type ImageFileDirectory } from 'geotiff';
import { inflateAtMost } from './inflate-at-most.js';
import { unpackBits } from './unpack-bits.js';
import { unpackLzw } from './unpack-lzw.js';

type Unpack = (
  packed: Uint8Array,
  mostBytes: number,
) => Uint8Array<ArrayBuffer> | Promise<Uint8Array<ArrayBuffer>>;

const UNPACK: readonly (readonly [compressions: number[], unpack: Unpack])[] = [
  [[5], unpackLzw],
  [[8, 32946], inflateAtMost],
  [[32773], unpackBits],
];

/**
 * Gives geotiff decoders that stop where a strip or tile is full. Its own unpack whatever the data claim to
 * hold, two of them into lists of numbers, and a list that grows too long ends the whole page.
 */
export function useBoundedDecoders(): void {
  for (const [compressions, unpack] of UNPACK) {
    const Decoder = decoderOf(unpack);
    addDecoder(compressions, async () => Decoder, parametersOf);
  }
}

/** The library asks for a class. */
function decoderOf(unpack: Unpack) {
  return class extends BaseDecoder {
    override async decodeBlock(buffer: ArrayBufferLike): Promise<ArrayBufferLike> {
      const { tileWidth, tileHeight, bitsPerSample, planarConfiguration } = this.parameters;
      const bits = typeof bitsPerSample === 'number' ? [bitsPerSample] : Array.from(bitsPerSample);
      const samples = planarConfiguration === 2 ? 1 : bits.length;
      const rowBytes = Math.ceil((tileWidth * samples * bits[0]) / 8);
      const bytes = await unpack(new Uint8Array(buffer), rowBytes * tileHeight);
      // The library takes the whole buffer.
      return bytes.slice().buffer;
    }
  };
}

async function parametersOf(directory: ImageFileDirectory) {
  const value = async (name: Parameters<typeof directory.loadValue>[0], otherwise: number) =>
    Number((await directory.loadValue(name)) ?? otherwise);
  const width = await value('ImageWidth', 0);
  const height = await value('ImageLength', 0);
  return {
    tileWidth: await value('TileWidth', width),
    // Strips may claim more rows than there are.
    tileHeight: await value('TileLength', Math.min(height, await value('RowsPerStrip', height))),
    planarConfiguration: await value('PlanarConfiguration', 1),
    bitsPerSample: (await directory.loadValue('BitsPerSample')) ?? [1],
    predictor: await value('Predictor', 1),
  };
}
