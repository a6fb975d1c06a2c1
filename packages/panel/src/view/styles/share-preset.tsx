import { sentence } from '@pastiche/core';
import type { ShelfItem } from '../../model/model.js';
import { copyText } from '../copy-text.js';
import { usePanel } from '../panel-context.js';
import { IconButton } from '../parts/button.js';

/** Copies a preset of the person's own as a word that another Pastiche takes by pasting. */
export function SharePreset({ item: { id, name } }: { readonly item: ShelfItem }) {
  const { model, say, announce } = usePanel();
  const copy = async () => {
    const text = await model.shareString(id);
    if (text === null) return;
    const kilobytes = String(Math.ceil(text.length / 1000));
    const done = await copyText(text);
    announce(
      done
        ? sentence`Share string copied (${kilobytes} kB): paste it into a chat, or into another Pastiche.`
        : sentence`The clipboard is not available here.`,
    );
  };
  return (
    <IconButton
      icon="copy"
      label={say(sentence`Copy share string of ${name}`)}
      onPress={() => void copy()}
    />
  );
}
