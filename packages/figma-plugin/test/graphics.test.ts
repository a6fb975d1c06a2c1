import { expect, it } from 'vitest';
import { openPlugin, PATIENCE } from './open-plugin.js';
import { addedNode } from './result-of.js';
import { card, fileOf, pixelsOf } from './scenes.js';

/** All other journeys take the processor, which has nothing to compile. */
it('paints by WebGL in the worker of the window, and leaves nothing on it', async () => {
  const plugin = await openPlugin({
    settings: { backend: 'webgl' },
    // Most of the time goes into compiling shaders, which one iteration needs already.
    parameters: { iterations: 1 },
    scene: fileOf(card('1:2', 'Card')),
  });
  await plugin.begin();
  await plugin.choose();
  await plugin.paint();
  await plugin.place('Place beside');
  const [worker] = plugin.page.workers();
  expect(await worker.evaluate(backendName)).toBe('webgl');
  const [added] = await plugin.difference();
  const picture = await pixelsOf(await plugin.picture(addedNode(added).id));
  // The card's yellow, restyled: a shader that failed would leave black.
  const [red, , blue, alpha] = picture.at(80, 60);
  expect(red - blue).toBeGreaterThan(40);
  expect(alpha).toBe(255);
  await expect.poll(() => plugin.liveTensors(), PATIENCE).toBe(0);
  await plugin.expectClean();
});

/** TensorFlow.js keeps its one engine where every copy of it looks first. */
function backendName(): string {
  const { _tfengine } = globalThis as unknown as { _tfengine: { readonly backendName: string } };
  return _tfengine.backendName;
}
