import { sentence } from '@pastiche/core';
import { type Signal, useSignal } from '@preact/signals';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import type { PresetCredits } from '../../model/save-preset-options.js';
import { usePanel } from '../panel-context.js';
import { Button } from '../parts/button.js';
import { Tick } from '../parts/choice.js';
import { PresetCreditsFields } from './preset-credits.js';
import { suggestedName } from './suggested-name.js';

/** Keeps the chosen styles and the settings under a name. */
export function SavePreset() {
  const { say } = usePanel();
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
      {say(sentence`Save as preset…`)}
    </Button>
  );
}

function PresetName({ onClose }: { onClose(): void }) {
  const { say } = usePanel();
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => field.current?.select(), []);
  const { name, withoutPicture, withVgg19, credits, save } = useNewPreset(onClose);
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
        {say(sentence`Name of the preset`)}
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
          label={say(sentence`Without the picture (statistics only)`)}
          checked={withoutPicture.value}
          onChange={(checked) => {
            withoutPicture.value = checked;
          }}
        />
        {withoutPicture.value && <StatisticsOptions withVgg19={withVgg19} />}
        <PresetCreditsFields credits={credits} />
      </div>
      <Button onPress={save}>{say(sentence`Save`)}</Button>
      <Button kind="quiet" onPress={onClose}>
        {say(sentence`Back`)}
      </Button>
    </form>
  );
}

/** What is asked of a preset before it is kept, and its keeping; `onSaved` is called where it has a name. */
function useNewPreset(onSaved: () => void) {
  const { model, nameOf } = usePanel();
  const name = useSignal(suggestedName(model.styles.value, nameOf));
  const withoutPicture = useSignal(false);
  const withVgg19 = useSignal(model.settings.value.network === 'vgg19');
  const credits = useSignal<PresetCredits>({});
  const save = () => {
    if (name.value.trim() === '') return;
    const withPictures = !withoutPicture.value;
    void model.savePreset(name.value.trim(), {
      withPictures,
      ...(withPictures ? {} : { withVgg19: model.vgg19.value.here && withVgg19.value }),
      credits: credits.value,
    });
    onSaved();
  };
  return { name, withoutPicture, withVgg19, credits, save };
}

/** What a preset without its picture is, and for which networks. */
function StatisticsOptions({ withVgg19 }: { readonly withVgg19: Signal<boolean> }) {
  const { model, say } = usePanel();
  const isChoice = model.vgg19.value.here;
  return (
    <>
      <p class="p-hint">
        {say(sentence`Paints alike, but nobody can see the picture that the style came from.`)}
      </p>
      {isChoice && (
        <Tick
          label={say(sentence`For VGG19 too (a file of about 4 MB instead of 0.4 MB)`)}
          checked={withVgg19.value}
          onChange={(checked) => {
            withVgg19.value = checked;
          }}
        />
      )}
      {!(isChoice && withVgg19.value) && (
        <p class="p-hint">
          {say(
            sentence`The built-in network alone will paint it: “Automatic” does not let VGG19 finish such a style.`,
          )}
        </p>
      )}
    </>
  );
}

function isTextField(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement && target.type !== 'checkbox';
}
