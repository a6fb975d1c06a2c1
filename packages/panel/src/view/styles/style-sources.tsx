import { sentence } from '@pastiche/core';
import type { ReadonlySignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { ACCEPTED_PICTURES } from '../accepted-files.js';
import { takeAsStyle } from '../dropped-files.js';
import { usePanel } from '../panel-context.js';
import { Button } from '../parts/button.js';
import { SavePreset } from './save-preset.js';

/** What can be a style: pictures, and the files of presets. */
const ACCEPTED = `${ACCEPTED_PICTURES},application/json,.json`;

/** Where more styles come from: files, the host's own way, the clipboard. */
export function StyleSources({ add }: { readonly add: ReadonlySignal<boolean> }) {
  const { model, say } = usePanel();
  const input = useRef<HTMLInputElement>(null);
  const { styleLabel, keepsPresets } = model.capabilities;
  return (
    <>
      <div class="p-row">
        <Button icon="folder" onPress={() => input.current?.click()}>
          {say(sentence`From file…`)}
        </Button>
        {styleLabel !== null && (
          <Button icon="layers" onPress={() => void model.readHostStyle()}>
            {say(styleLabel)}
          </Button>
        )}
        {keepsPresets && model.styles.value.length > 0 && <SavePreset />}
      </div>
      <p class="p-hint">
        {say(sentence`You can also paste a picture, or drop one on the styles.`)}
      </p>
      <input
        ref={input}
        type="file"
        accept={ACCEPTED}
        hidden
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          if (file) void takeAsStyle(model, file, add.value);
          // The same file chosen again must count as a change.
          event.currentTarget.value = '';
        }}
      />
    </>
  );
}
