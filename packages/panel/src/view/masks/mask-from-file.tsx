import { sentence } from '@pastiche/core';
import { useRef } from 'preact/hooks';
import { ACCEPTED_PICTURES } from '../accepted-files.js';
import { takeAsMask } from '../dropped-files.js';
import { usePanel } from '../panel-context.js';
import { IconButton } from '../parts/button.js';

/** Takes the mask from a file. */
export function MaskFromFile() {
  const { model, say } = usePanel();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <IconButton
        icon="folder"
        label={say(sentence`Mask from a file…`)}
        onPress={() => input.current?.click()}
      />
      <input
        ref={input}
        type="file"
        accept={ACCEPTED_PICTURES}
        hidden
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          if (file) void takeAsMask(model, file);
          // The same file chosen again must count as a change.
          event.currentTarget.value = '';
        }}
      />
    </>
  );
}
