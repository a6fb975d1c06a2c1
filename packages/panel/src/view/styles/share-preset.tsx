import type { ShelfItem } from '../../model/model.js';
import { copyText } from '../copy-text.js';
import { usePanel } from '../panel-context.js';
import { IconButton } from '../parts/button.js';
import { fill } from '../parts/fill.js';

/** Copies a preset of the person's own as a word that another Pastiche takes by pasting. */
export function SharePreset({ item: { id, name } }: { readonly item: ShelfItem }) {
  const { model, words, announce } = usePanel();
  const copy = async () => {
    const text = await model.shareString(id);
    if (text === null) return;
    const kilobytes = String(Math.ceil(text.length / 1000));
    const done = await copyText(text);
    announce(done ? fill(words.shareStringCopied, { kilobytes }) : words.copyFailed);
  };
  return (
    <IconButton
      icon="copy"
      label={fill(words.copyShareString, { name })}
      onPress={() => void copy()}
    />
  );
}
