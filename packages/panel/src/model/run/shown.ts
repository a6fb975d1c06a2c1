import { fitLongSide, inEnglish, type Said, type Say, sentence } from '@pastiche/core';
import type { ContentState, HistoryEntry, Shown, StyleTitle } from '../model.js';
import { styleName } from '../styles/style-name.js';

/** What a run paints, as far as the canvas shows it. */
export interface LiveSubject extends Pick<Shown, 'width' | 'height' | 'label'> {
  readonly original: ImageBitmap;
}

export interface Sights {
  readonly selected: HistoryEntry | null;
  readonly latest: HistoryEntry | null;
  /** Of the run under way, or `null`. */
  readonly subject: LiveSubject | null;
  readonly live: ImageBitmap | null;
  readonly content: ContentState;
  /** Long side of the next painting, px. */
  readonly size: number;
}

const NOTHING: Shown = {
  painting: null,
  entry: null,
  original: null,
  width: 0,
  height: 0,
  label: '',
};

/** What the canvas shows: what is selected, else the painting under way, else the latest, else the content. */
export function shownOf(
  { selected, latest, subject, live, content, size }: Sights,
  say: Say = inEnglish,
): Shown {
  if (selected !== null) return entryShown(selected, say);
  if (subject !== null) return { ...subject, painting: live, entry: null };
  if (latest !== null) return entryShown(latest, say);
  if (content.kind !== 'ready') return NOTHING;
  const { picture, name } = content;
  const { width, height } = fitLongSide(picture.width, picture.height, size);
  return { ...NOTHING, original: picture.preview, width, height, label: name };
}

/** What a painting is called. */
export function labelOf(
  contentName: string,
  styles: readonly StyleTitle[],
  say: Say = inEnglish,
): string {
  return say(
    sentence`${contentName} in the style of ${listed(styles.map((style) => styleName(style, say)))}`,
  );
}

function entryShown(entry: HistoryEntry, say: Say): Shown {
  const { id, preview, original, width, height, contentName, styles } = entry;
  const label = labelOf(contentName, styles, say);
  return { painting: preview, entry: id, original, width, height, label };
}

function listed(names: readonly string[]): Said {
  return names.length < 2
    ? names.join()
    : sentence`${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`;
}
