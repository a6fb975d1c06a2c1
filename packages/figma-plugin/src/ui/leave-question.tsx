import { type Say, sentence } from '@pastiche/panel/core';
import { StripButton } from './strip-button.js';
import type { WindowState } from './window-state.js';

export interface LeaveQuestionProps {
  readonly state: Pick<WindowState, 'leaving'>;
  readonly say: Say;
  onLeave(): void;
}

/** Asks before paintings that were not placed go with the window. */
export function LeaveQuestion({ state, say, onLeave }: LeaveQuestionProps) {
  const count = state.leaving.value;
  if (count === 0) return null;
  const stay = () => {
    state.leaving.value = 0;
  };
  return (
    <section class="strip-line strip-updates" role="alert">
      <p>{say(sentence`Paintings that were not placed: ${count}. Escape discards them.`)}</p>
      <div class="strip-buttons">
        <StripButton onPress={stay}>{say(sentence`Keep them`)}</StripButton>
        <StripButton onPress={onLeave}>{say(sentence`Discard and close`)}</StripButton>
      </div>
    </section>
  );
}
