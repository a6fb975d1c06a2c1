import { graphicsBackend } from './graphics-context.js';

/**
 * Gives the textures back to the driver that TensorFlow.js keeps for reuse. It reuses a texture
 * only for the very same size, so those of one scale of the pyramid are of no use to the next, and
 * with im2col they are many times the size of the tensors. Does nothing on other backends.
 */
export function freeUnusedTextures(): void {
  const backend = graphicsBackend();
  if (backend === null || backend.gpgpu.gl.isContextLost()) return;
  const { textureManager, gpgpu } = backend;
  for (const textures of Object.values(textureManager.freeTextures)) {
    for (const { texture } of textures) gpgpu.deleteMatrixTexture(texture);
  }
  textureManager.freeTextures = {};
  textureManager.numFreeTextures = 0;
  textureManager._numBytesAllocated -= textureManager._numBytesFree;
  textureManager._numBytesFree = 0;
}
