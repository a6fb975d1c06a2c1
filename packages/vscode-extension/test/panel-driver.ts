import { patience } from '@pastiche/test-fixtures/patience';
import type { Workbench } from '@pastiche/test-fixtures/vscode';

/** The panel in sight, used as a person uses it. */
export interface PanelDriver {
  button(name: string | RegExp): ReturnType<ReturnType<Workbench['webview']>['getByRole']>;
  text(text: string | RegExp): ReturnType<ReturnType<Workbench['webview']>['getByText']>;
  chooseStyle(name: string): Promise<void>;
  /** Sets the size, in px, and the quality, neither of which a style decides. */
  paintAt(longSide: number, quality: 'Draft' | 'High'): Promise<void>;
  /** The same, as fast as it can be. */
  paintSmall(longSide: number): Promise<void>;
  /** Protects a rectangle of half the width and height in the middle, by the keyboard alone. */
  protectMiddle(): Promise<void>;
  /** Protects the left edge by one stroke of a wide brush; the tools are there. */
  brushLeftEdge(): Promise<void>;
  /** Presses Stylize, as soon as that can be pressed. */
  stylize(): Promise<void>;
  /** Waits for the end of the painting. */
  painted(): Promise<void>;
  /** What the middle of the picture shows, as a few RGBA bytes. */
  pixels(): Promise<number[]>;
}

const ENGINE_MS = 90_000;
const PAINT_MS = 180_000;

export function panelOf(workbench: Pick<Workbench, 'webview' | 'webviewFrame'>): PanelDriver {
  const panel = () => workbench.webview();
  const button = (name: string | RegExp) => panel().getByRole('button', { name });
  const paintAt = async (longSide: number, quality: 'Draft' | 'High') => {
    await panel().getByLabel('Size', { exact: true }).selectOption({ label: 'Other…' });
    const side = panel().getByLabel('Long side, px');
    await side.fill(String(longSide));
    await side.press('Enter');
    await panel().getByRole('radio', { name: quality }).check();
  };
  return {
    button,
    text: (text) => panel().getByText(text).first(),
    chooseStyle: (name) =>
      panel()
        .getByRole('option', { name, exact: true })
        .click({ timeout: patience(ENGINE_MS) }),
    paintAt,
    paintSmall: (longSide) => paintAt(longSide, 'Draft'),
    protectMiddle: async () => {
      await panel().getByRole('button', { name: 'Protect', exact: true }).press('Enter');
      const rectangle = panel().getByRole('button', { name: 'Rectangle', exact: true });
      await rectangle.press('Enter');
      await panel()
        .getByText(/^Rectangle: 25 %/)
        .waitFor({ state: 'attached' });
      await rectangle.press('Enter');
      await panel().getByText('Marked').waitFor({ state: 'attached' });
    },
    brushLeftEdge: async () => {
      await button('Brush').click();
      const mask = panel().locator('canvas.p-mask');
      const box = await mask.boundingBox();
      if (box === null) throw new Error('The picture should be in sight, but it is not.');
      const { x, y, width, height } = box;
      const { mouse, keyboard } = mask.page();
      // A quarter of the long side.
      for (let press = 0; press < 5; press++) await keyboard.press(']');
      await mouse.move(x + 0.05 * width, y);
      await mouse.down();
      await mouse.move(x + 0.05 * width, y + height, { steps: 8 });
      await mouse.up();
    },
    stylize: () => button(/^Stylize/).click({ timeout: patience(ENGINE_MS) }),
    painted: () => button('Save beside the picture').waitFor({ timeout: patience(PAINT_MS) }),
    pixels: async () => (await workbench.webviewFrame()).evaluate(middleOfCanvas),
  };
}

/** Runs in the page. */
function middleOfCanvas(): number[] {
  const canvas = document.querySelector('canvas');
  const small = new OffscreenCanvas(8, 6);
  const context = small.getContext('2d');
  if (!canvas || !context) return [];
  context.imageSmoothingQuality = 'high';
  const [left, top] = [canvas.width / 4, canvas.height / 4];
  context.drawImage(canvas, left, top, canvas.width / 2, canvas.height / 2, 0, 0, 8, 6);
  return Array.from(context.getImageData(0, 0, 8, 6).data);
}
