import * as tf from '@tensorflow/tfjs-core';

/** The part of TensorFlow.js's WebGL backend that knows its context. */
interface GraphicsBackend {
  readonly gpgpu?: { readonly gl?: Pick<WebGL2RenderingContext, 'isContextLost'> };
}

/**
 * Whether the current backend draws on a graphics context that the driver has taken away. WebGL then
 * answers every read with zeros, which look like a picture that is perfectly finished.
 */
export function isContextLost(): boolean {
  if (tf.getBackend() !== 'webgl') return false;
  return (tf.backend() as GraphicsBackend).gpgpu?.gl?.isContextLost() ?? false;
}
