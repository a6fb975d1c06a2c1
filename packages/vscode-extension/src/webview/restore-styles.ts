import type { PanelModel } from '@pastiche/panel';
import { whenTrue } from '@pastiche/panel/when-true';

/**
 * Chooses the styles that were chosen before a reload. The look that the person set is kept: it is
 * among the settings, which the host remembers.
 */
export async function restoreStyles(
  model: PanelModel,
  styles: readonly { readonly id: string; readonly weight: number }[],
  patienceMs: number,
): Promise<void> {
  if (styles.length === 0) return;
  const isThere = (id: string) => model.shelf.value.some((item) => item.id === id);
  await whenTrue(() => styles.every(({ id }) => isThere(id)), patienceMs);
  // Reading what the host remembers may overwrite a look that is set before it.
  await whenTrue(() => model.engine.value.kind !== 'starting', patienceMs);
  // Who has chosen another style meanwhile wants no blend of both.
  if (model.styles.value.length > 0) return;
  const { parameters } = model.settings.value;
  for (const { id, weight } of styles) {
    if (!isThere(id)) continue;
    await model.chooseStyle(id, { add: true });
    model.setStyleWeight(id, weight);
  }
  model.setParameters(parameters);
}
