import { parsePreset } from '@pastiche/panel/core';
import type { Uri } from 'vscode';

/** A preset in a file. */
export interface KeptPreset {
  readonly id: string;
  readonly origin: 'workspace' | 'user';
  readonly file: Uri;
  readonly name: string;
  /** The text of the file. */
  readonly document: string;
  /** Names of its styles. */
  readonly styles: readonly string[];
  /** A `data:` address of its first picture; `null`: it has none, only statistics. */
  readonly thumbnail: string | null;
}

/** @throws StyleTransferError `invalid-preset` */
export function keptPreset(
  { id, origin }: Pick<KeptPreset, 'id' | 'origin'>,
  file: Uri,
  document: string,
): KeptPreset {
  const { name, styles } = parsePreset(document);
  const picture = styles.find((style) => style.picture !== undefined)?.picture;
  return {
    id,
    origin,
    file,
    name,
    document,
    styles: styles.map((style) => style.name),
    thumbnail: picture === undefined ? null : dataUrl(picture.mediaType, picture.bytes),
  };
}

/** A picture as an address that Markdown can show. */
export function dataUrl(mediaType: string, bytes: Uint8Array): string {
  let binary = '';
  // In parts, because a call takes only so many arguments.
  for (let start = 0; start < bytes.length; start += 8192) {
    binary += String.fromCharCode(...bytes.subarray(start, start + 8192));
  }
  return `data:${mediaType};base64,${btoa(binary)}`;
}
