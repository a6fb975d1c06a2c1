import type { Figma } from '@pastiche/test-fixtures/figma';

/** A file dropped on the shelf of the plugin's window, as from the desktop. */
export async function dropOnShelf(figma: Figma, name: string, text: string): Promise<void> {
  const frame = await figma.uiFrame();
  const dataTransfer = await frame.evaluateHandle(
    (file) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([file.text], file.name, { type: 'application/json' }));
      return transfer;
    },
    { name, text },
  );
  await frame.locator('.p-shelf').dispatchEvent('drop', { dataTransfer });
}

/** A text pasted into the plugin's window. */
export async function pasteText(figma: Figma, text: string): Promise<void> {
  const frame = await figma.uiFrame();
  await frame.evaluate((given) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', given);
    const event = { clipboardData, bubbles: true, cancelable: true };
    document.body.dispatchEvent(new ClipboardEvent('paste', event));
  }, text);
}
