import { sentence } from '@pastiche/core';
import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { ShelfItem } from '../../model/model.js';
import { usePanel } from '../panel-context.js';
import { Button, IconButton } from '../parts/button.js';

/** Deletes a preset of the person's own after asking once, in place: hosts forbid dialogs. */
export function DeletePreset({ item: { id, name } }: { readonly item: ShelfItem }) {
  const { model, say } = usePanel();
  const asking = useSignal(false);
  const keep = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    if (asking.value) keep.current?.focus();
  }, [asking.value]);
  if (!asking.value) {
    return (
      <IconButton
        icon="trash"
        label={say(sentence`Delete preset ${name}`)}
        onPress={() => {
          asking.value = true;
        }}
      />
    );
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: two buttons are no form.
    <div
      class="p-ask"
      role="group"
      aria-label={say(sentence`Delete the preset ${name}?`)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        asking.value = false;
      }}
    >
      <span>{say(sentence`Delete the preset ${name}?`)}</span>
      <Button onPress={() => void model.deletePreset(id)}>{say(sentence`Delete`)}</Button>
      <Button
        buttonRef={keep}
        onPress={() => {
          asking.value = false;
        }}
      >
        {say(sentence`Keep`)}
      </Button>
    </div>
  );
}
