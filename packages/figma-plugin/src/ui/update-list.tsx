import { type Say, sentence } from '@pastiche/panel/core';
import { useSignal } from '@preact/signals';
import type { OutdatedLayer } from './outdated-layers.js';
import { StripButton } from './strip-button.js';
import type { ResultUpdate } from './update-results.js';

export interface UpdateListProps {
  readonly results: readonly OutdatedLayer[];
  readonly update: ResultUpdate;
  readonly blocked: boolean;
  readonly say: Say;
}

/** The results whose presets have changed, of which a person chooses those that are painted anew. */
export function UpdateList({ results, update, blocked, say }: UpdateListProps) {
  const left = useSignal<readonly string[]>([]);
  const chosen = results.map(({ id }) => id).filter((id) => !left.value.includes(id));
  const toggle = (id: string) => {
    left.value = left.value.includes(id)
      ? left.value.filter((one) => one !== id)
      : [...left.value, id];
  };
  return (
    <section class="strip-line strip-updates" aria-label={say(sentence`Results to update`)}>
      <p>{say(sentence`Paint anew, each as a further result:`)}</p>
      <ul>
        {results.map(({ id, name, preset }) => (
          <li key={id}>
            <label>
              <input type="checkbox" checked={chosen.includes(id)} onChange={() => toggle(id)} />
              <span class="strip-update">
                <span class="strip-layer" title={name}>
                  {name}
                </span>
                <span class="p-hint">
                  {say(sentence`painted with ${preset.name}, which has changed`)}
                </span>
              </span>
            </label>
          </li>
        ))}
      </ul>
      <div class="strip-buttons">
        <StripButton onPress={update.dismiss}>{say(sentence`Leave as they are`)}</StripButton>
        <StripButton
          blocked={blocked || chosen.length === 0}
          onPress={() => void update.paint(chosen)}
        >
          {say(sentence`Paint anew`)}
        </StripButton>
      </div>
    </section>
  );
}
