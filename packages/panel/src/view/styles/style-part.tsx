import { sentence } from '@pastiche/core';
import { useRef } from 'preact/hooks';
import type { ChosenStyle } from '../../model/model.js';
import { ACCEPTED_PICTURES } from '../accepted-files.js';
import { usePanel } from '../panel-context.js';
import { IconButton } from '../parts/button.js';

/** Lets what a mask's file marks of a style's picture alone be the style, or all of it again. */
export function StylePart({ style: { item, isPart } }: { readonly style: ChosenStyle }) {
  const { model, say, nameOf } = usePanel();
  const input = useRef<HTMLInputElement>(null);
  if (isPart === undefined) return null;
  const name = nameOf(item);
  return (
    <>
      <IconButton
        icon={isPart ? 'reset' : 'part'}
        label={say(
          isPart ? sentence`All of ${name} again` : sentence`Only a part of ${name}, by a mask…`,
        )}
        onPress={() => {
          if (isPart) void model.takeStylePart(item.id, null);
          else input.current?.click();
        }}
      />
      <input
        ref={input}
        type="file"
        accept={ACCEPTED_PICTURES}
        hidden
        onChange={async ({ currentTarget }) => {
          const file = currentTarget.files?.[0];
          // The same file chosen again must count as a change.
          currentTarget.value = '';
          if (file) {
            await model.takeStylePart(item.id, new Uint8Array(await file.arrayBuffer()));
          }
        }}
      />
    </>
  );
}

/** Of which styles of the blend only a part is the style. */
export function StylePartHints({ styles }: { readonly styles: readonly ChosenStyle[] }) {
  const { say, nameOf } = usePanel();
  return (
    <>
      {styles.flatMap(({ item, isPart = false }) =>
        isPart
          ? [
              <p key={item.id} class="p-hint">
                {say(sentence`Of ${nameOf(item)}, only what its mask marks is the style.`)}
              </p>,
            ]
          : [],
      )}
    </>
  );
}
