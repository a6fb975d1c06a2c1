import { openPage } from '@pastiche/test-fixtures/browser-page';
import { bundlePage } from '@pastiche/test-fixtures/bundle-page';
import { chromiumPath, NO_CHROMIUM } from '@pastiche/test-fixtures/chromium';
import { expect, it } from 'vitest';

it('has WebGL2 in software, on which TensorFlow.js multiplies two matrices', async ({ skip }) => {
  const chromePath = chromiumPath();
  if (!chromePath) return skip(NO_CHROMIUM);
  const { script } = await bundlePage(new URL('webgl-smoke-page.ts', import.meta.url));
  const { page, errors, close } = await openPage({ chromePath, bundle: script });
  try {
    const found = await page.evaluate('globalThis.found');

    expect(errors).toEqual([]);
    expect(found).toEqual({
      version: expect.stringContaining('WebGL 2.0'),
      backend: 'webgl',
      // [1 2 3; 4 5 6] · [7 8; 9 10; 11 12]: 1·7 + 2·9 + 3·11 = 58, 1·8 + 2·10 + 3·12 = 64,
      // 4·7 + 5·9 + 6·11 = 139, 4·8 + 5·10 + 6·12 = 154.
      product: [58, 64, 139, 154],
      tensors: 0,
    });
  } finally {
    await close();
  }
});
