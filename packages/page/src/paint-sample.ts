import type { PanelModel } from '@pastiche/panel';
import { whenTrue } from '@pastiche/panel/when-true';
import type { PageHost } from './page-host.js';
import { readFile } from './read-file.js';
import type { PageSample } from './samples.js';

type Model = Pick<
  PanelModel,
  | 'engine'
  | 'content'
  | 'shelf'
  | 'styles'
  | 'obstacle'
  | 'chooseContent'
  | 'chooseStyle'
  | 'stylize'
>;

/**
 * Paints a sample in its style as soon as the engine is there. Does nothing more once the person has
 * chosen another picture.
 */
export async function paintSample(
  model: Model,
  host: Pick<PageHost, 'pickNext'>,
  { name, picture, style }: PageSample,
): Promise<void> {
  host.pickNext(async () => ({ name, bytes: await readFile(picture) }));
  const chosen = model.chooseContent();
  const isStillThere = () =>
    model.content.value.kind === 'ready' && model.content.value.name === name;
  const id = `built-in:${style}`;
  await chosen;
  // Reading what is remembered of an earlier visit would overwrite the style's look.
  await whenTrue(() => model.engine.value.kind !== 'starting' && isOnShelf(model, id), null);
  if (!isStillThere()) return;
  await model.chooseStyle(id);
  await whenTrue(() => model.styles.value.every(({ state }) => state !== 'loading'), null);
  if (isStillThere() && model.obstacle.peek() === null) await model.stylize();
}

function isOnShelf({ shelf }: Pick<Model, 'shelf'>, id: string): boolean {
  return shelf.value.some((item) => item.id === id);
}
