import { sentence } from '@pastiche/core';
import { usePanel } from '../panel-context.js';
import { Icon } from '../parts/icon.js';
import { processorReason } from './processor-reason.js';

/** A quiet line where there is no graphics card to work with, and the reason for those who ask. */
export function ProcessorNote() {
  const { model, say } = usePanel();
  const engine = model.engine.value;
  if (engine.kind !== 'ready' || engine.facts.backend === 'webgl') return null;
  return (
    <details class="p-section p-processor">
      <summary>
        <Icon name="warning" />
        <span>{say(sentence`Working on the processor, which is slower.`)}</span>
        <span class="p-link">{say(sentence`Why?`)}</span>
      </summary>
      <p class="p-hint">{processorReason(engine.facts, model.settings.value, say)}</p>
    </details>
  );
}
