import type { Page } from 'playwright-core';

/** Pastes or drops a PNG, as a person does, on the first element that `selector` finds. */
export async function givePicture(
  page: Page,
  how: 'paste' | 'drop',
  selector: string,
  name: string,
  bytes: Uint8Array,
): Promise<void> {
  await page.evaluate(
    ([kind, place, file, numbers]) => {
      const data = new DataTransfer();
      data.items.add(new File([new Uint8Array(numbers)], file, { type: 'image/png' }));
      const about = { bubbles: true, cancelable: true };
      const target = document.querySelector(place)!;
      if (kind === 'paste') {
        target.dispatchEvent(new ClipboardEvent('paste', { ...about, clipboardData: data }));
        return;
      }
      for (const type of ['dragenter', 'dragover', 'drop']) {
        target.dispatchEvent(new DragEvent(type, { ...about, dataTransfer: data }));
      }
    },
    [how, selector, name, [...bytes]] as const,
  );
}
