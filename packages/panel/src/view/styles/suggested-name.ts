import type { ChosenStyle } from '../../model/model.js';
import type { PanelContents } from '../panel-context.js';

/** The name that a preset of these styles is offered: theirs, as they are shown. */
export function suggestedName(
  styles: readonly Pick<ChosenStyle, 'item'>[],
  nameOf: PanelContents['nameOf'],
): string {
  return styles.map(({ item }) => nameOf(item)).join(' + ');
}
