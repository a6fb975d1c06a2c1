import { addDecoder, BaseDecoder, type ImageFileDirectory } from 'geotiff';
import { unpackLzw } from './unpack-lzw.js';

const LZW = 5;

/**
 * Gives geotiff a decoder of LZW that stops where a strip or tile is full: its own fills a list without end
 * when the data are damaged, which ends the whole page.
 */
export function useBoundedLzw(): void {
  addDecoder(LZW, async () => BoundedLzw, parametersOf);
}

/** The library asks for a class. */
class BoundedLzw extends BaseDecoder {
  override decodeBlock(buffer: ArrayBufferLike): ArrayBufferLike {
    const { tileWidth, tileHeight, bitsPerSample, planarConfiguration } = this.parameters;
    const bits = typeof bitsPerSample === 'number' ? [bitsPerSample] : Array.from(bitsPerSample);
    const samples = planarConfiguration === 2 ? 1 : bits.length;
    const rowBytes = Math.ceil((tileWidth * samples * bits[0]) / 8);
    // A copy: the library takes the whole buffer.
    return unpackLzw(new Uint8Array(buffer), rowBytes * tileHeight).slice().buffer;
  }
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
