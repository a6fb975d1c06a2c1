import { type Said, sentence } from '@pastiche/panel/core';
export interface DownloadedFile {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/**
 * Hands a file to the browser, which saves it as the person has set. Figma's sandbox has no files, so
 * this is the only way out of the plugin.
 *
 * @returns a sentence about what was done
 */
export function downloadFile({ name, mediaType, bytes }: DownloadedFile): Said {
  const link = document.createElement('a');
  const address = URL.createObjectURL(
    new Blob([bytes as Uint8Array<ArrayBuffer>], { type: mediaType }),
  );
  link.href = address;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  // The browser reads it after the click.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
  return sentence`${name} was handed to your downloads.`;
}
