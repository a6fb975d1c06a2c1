import { usePanel } from '../panel-context.js';
import { Icon } from '../parts/icon.js';

/** A quiet line where there is no graphics card to work with, and the reason for those who ask. */
export function ProcessorNote() {
  const { model, words } = usePanel();
  const engine = model.engine.value;
  if (engine.kind !== 'ready' || engine.facts.backend === 'webgl') return null;
  return (
    <details class="p-section p-processor">
      <summary>
        <Icon name="warning" />
        <span>{words.onProcessor}</span>
        <span class="p-link">{words.onProcessorWhy}</span>
      </summary>
      <p class="p-hint">{engine.facts.reason}</p>
    </details>
  );
}
