import * as tf from '@tensorflow/tfjs-core';

/** `tf.tidy` for work that is awaited; nothing else may make tensors meanwhile. */
export async function scoped<Result>(work: () => Promise<Result>): Promise<Result> {
  tf.engine().startScope();
  try {
    return await work();
  } finally {
    tf.engine().endScope();
  }
}
