import { useSignal } from '@preact/signals';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import type { PresetCredits } from '../model/model.js';
import { Button } from './button.js';
import { Tick } from './choice.js';
import { usePanel } from './panel-context.js';
import { PresetCreditsFields } from './preset-credits.js';

/** Keeps the chosen styles and the settings under a name. */
export function SavePreset() {
  const { words } = usePanel();
  const naming = useSignal(false);
  const opener = useRef<HTMLButtonElement>(null);
  if (naming.value) {
    return (
      <PresetName
        onClose={() => {
          naming.value = false;
          // The form that had the focus is gone; it goes back to where it came from.
          requestAnimationFrame(() => opener.current?.focus());
        }}
      />
    );
  }
  return (
    <Button
      icon="bookmark"
      buttonRef={opener}
      onPress={() => {
        naming.value = true;
      }}
    >
      {words.savePreset}
    </Button>
  );
}

function PresetName({ onClose }: { onClose(): void }) {
  const { model, words } = usePanel();
  const id = useId();
  const name = useSignal(model.styles.value.map(({ item }) => item.name).join(' + '));
  const withoutPicture = useSignal(false);
  const credits = useSignal<PresetCredits>({});
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => field.current?.select(), []);
  const save = () => {
    if (name.value.trim() === '') return;
    const withPictures = !withoutPicture.value;
    void model.savePreset(name.value.trim(), { withPictures, credits: credits.value });
    onClose();
  };
  // Never submitted: a host's frame may be forbidden to, and then nothing would happen.
  return (
    <form
      class="p-preset-form"
      onKeyDown={(event) => {
        if (event.key === 'Enter' && isTextField(event.target) && !event.isComposing) {
          event.preventDefault();
          save();
        }
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onClose();
      }}
    >
      <label class="p-label" for={id}>
        {words.presetName}
      </label>
      <input
        ref={field}
        id={id}
        class="p-text-field"
        maxLength={80}
        value={name.value}
        onInput={(event) => {
          name.value = event.currentTarget.value;
        }}
      />
      <div class="p-preset-options">
        <Tick
          label={words.withoutPicture}
          checked={withoutPicture.value}
          onChange={(checked) => {
            withoutPicture.value = checked;
          }}
        />
        {withoutPicture.value && <p class="p-hint">{words.withoutPictureHint}</p>}
        <PresetCreditsFields credits={credits} />
      </div>
      <Button onPress={save}>{words.save}</Button>
      <Button kind="quiet" onPress={onClose}>
        {words.back}
      </Button>
    </form>
  );
}

function isTextField(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement && target.type !== 'checkbox';
}
