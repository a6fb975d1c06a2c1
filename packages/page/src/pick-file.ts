import { READABLE_PICTURE_ENDINGS } from '@pastiche/panel/core';
import type { HostPicture } from '@pastiche/panel/host';

/** Not every system counts all of the endings as pictures. */
const ACCEPTED = ['image/*', ...READABLE_PICTURE_ENDINGS.map((ending) => `.${ending}`)].join();

/** Lets the person choose a picture's file; `null` when they close the dialog without one. */
export async function pickPicture(): Promise<HostPicture | null> {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = ACCEPTED;
  const file = await new Promise<File | undefined>((resolve) => {
    input.onchange = () => resolve(input.files?.[0]);
    input.oncancel = () => resolve(undefined);
    input.click();
  });
  if (file === undefined) return null;
  return { name: withoutEnding(file.name), bytes: new Uint8Array(await file.arrayBuffer()) };
}

/** Offers bytes as a download named `name`. */
export function download(name: string, mediaType: string, bytes: Uint8Array): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([bytes as BlobPart], { type: mediaType }));
  link.download = name;
  link.click();
  // The browser reads the address after the click has returned.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

function withoutEnding(name: string): string {
  return name.replace(/\.[^.]+$/, '');
}
