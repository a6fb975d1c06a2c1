import { describe, expect, it } from 'vitest';
import { openTiny, triedIn, trying } from './figma-fixture.js';

/** The first bytes of a PNG of a size; enough for Figma's first look. */
const png = (width: number, height: number) =>
  `new Uint8Array([137,80,78,71,13,10,26,10, 0,0,0,13, 73,72,68,82, 0,0,${width >> 8},${width & 255}, 0,0,${height >> 8},${height & 255}])`;

/** A half transparent yellow. */
const YELLOW_PIXEL = Uint8Array.from(
  atob(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8/5+hHgAHggJ/PchI7wAAAABJRU5ErkJggg==',
  ),
  (letter) => letter.charCodeAt(0),
);

describe('images', () => {
  it('takes PNG, JPEG and GIF of up to 4096 pixels, and throws the three documented errors', async () => {
    const figma = await openTiny(
      trying({
        ok: `figma.createImage(${png(4096, 10)}).hash.length`,
        same: `figma.createImage(${png(7, 7)}).hash === figma.createImage(${png(7, 7)}).hash`,
        size: `await figma.createImage(${png(4096, 10)}).getSizeAsync()`,
        large: `figma.createImage(${png(4097, 10)})`,
        small: `figma.createImage(${png(0, 10)})`,
        webp: `figma.createImage(new Uint8Array([82,73,70,70,0,0,0,0,87,69,66,80]))`,
        gif: `figma.createImage(new Uint8Array([71,73,70,56,57,97,5,0,6,0])).getSizeAsync()`,
        buffer: `figma.createImage(new ArrayBuffer(10))`,
        unknown: `figma.getImageByHash('abc')`,
        bytes: `(await figma.getImageByHash(figma.createImage(${png(7, 7)}).hash).getBytesAsync()).length`,
      }),
    );
    expect(await triedIn(figma)).toEqual({
      ok: '40',
      same: 'true',
      size: '{"width":4096,"height":10}',
      large: 'Error: in createImage: Image is too large',
      small: 'Error: in createImage: Image is too small',
      webp: 'Error: in createImage: Image type is unsupported',
      gif: '{"width":5,"height":6}',
      buffer: 'Error: in createImage: Cannot unwrap ArrayBuffer',
      unknown: 'null',
      bytes: '24',
    });
  });

  it('exports what a node looks like, at the size and in the bounds that are asked for', async () => {
    const size = (settings: string) =>
      `await figma.createImage(await box.exportAsync(${settings})).getSizeAsync()`;
    const figma = await openTiny(
      trying({
        own: size(''),
        width: size(`{ format: 'PNG', constraint: { type: 'WIDTH', value: 25 } }`),
        scale: size(
          `{ format: 'JPG', constraint: { type: 'SCALE', value: 2 }, colorProfile: 'SRGB' }`,
        ),
        shadow: size(`{ format: 'PNG' }`).replace(
          'await',
          `(box.effects = [{ type: 'DROP_SHADOW', color: { r: 0, g: 0, b: 0, a: 1 }, offset: { x: 0, y: 0 }, radius: 10, visible: true, blendMode: 'NORMAL' }]), await`,
        ),
        bounds: size(`{ format: 'PNG', useAbsoluteBounds: true }`),
        webp: `await box.exportAsync({ format: 'WEBP' })`,
        setting: `await box.exportAsync({ format: 'PNG', quality: 1 })`,
        hidden: `((box.visible = false), await box.exportAsync())`,
      }),
    );
    const tried = await triedIn(figma);
    expect(tried).toMatchObject({
      own: '{"width":50,"height":40}',
      width: '{"width":25,"height":20}',
      scale: '{"width":100,"height":80}',
      shadow: '{"width":70,"height":60}',
      bounds: '{"width":50,"height":40}',
    });
    expect(tried.webp).toContain('in exportAsync: Property "format" failed validation');
    expect(tried.setting).toContain("Unrecognized key(s) in object: 'quality'");
    expect(tried.hidden).toContain('may not have any visible layers');
  });

  it('draws paints with their alpha, and images in their scale mode', async () => {
    const figma = await openTiny('', {
      scene: {
        images: { yellow: YELLOW_PIXEL },
        pages: [
          {
            name: 'First',
            children: [
              {
                type: 'FRAME',
                id: '1:2',
                width: 40,
                height: 20,
                fills: [],
                children: [
                  {
                    type: 'RECTANGLE',
                    width: 20,
                    height: 20,
                    fills: [{ type: 'SOLID', color: { r: 1, g: 0, b: 0 } }],
                  },
                  {
                    type: 'RECTANGLE',
                    x: 20,
                    width: 10,
                    height: 20,
                    fills: [{ type: 'IMAGE', scaleMode: 'FILL', image: 'yellow' }],
                  },
                ],
              },
            ],
          },
        ],
      },
    });
    const bytes = await figma.picture('1:2');
    const pixels = await figma.page.evaluate(
      async (data) => {
        const bitmap = await createImageBitmap(new Blob([Uint8Array.from(data)]));
        const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
        const context = canvas.getContext('2d');
        context?.drawImage(bitmap, 0, 0);
        return [5, 25, 35].map((x) => [...(context?.getImageData(x, 10, 1, 1).data ?? [])]);
      },
      [...bytes],
    );
    expect(pixels).toEqual([
      [255, 0, 0, 255],
      [255, 255, 0, 127],
      [0, 0, 0, 0],
    ]);
  });

  it('fails exports and reads on demand', async () => {
    const image = `figma.createImage(${png(7, 7)})`;
    const figma = await openTiny(
      trying({
        export: '(await node.exportAsync()).length',
        read: `await ${image}.getBytesAsync()`,
      }),
    );
    await figma.failExports('out of memory');
    await figma.failImageReads('Image is gone');
    expect(await triedIn(figma)).toEqual({
      export: 'Error: in exportAsync: out of memory',
      read: 'Error: in getBytesAsync: Image is gone',
    });
  });

  it('carries the largest picture through the VM and back', async () => {
    const figma = await openTiny(
      trying({
        size: `await figma.createImage(await node.exportAsync({ format: 'PNG', constraint: { type: 'WIDTH', value: 4096 } })).getSizeAsync()`,
      }),
    );
    expect((await triedIn(figma)).size).toBe('{"width":4096,"height":2560}');
  });
});

describe('clientStorage', () => {
  it('keeps clones from run to run, up to 5 MB', async () => {
    const figma = await openTiny(
      trying({
        before: `await figma.clientStorage.getAsync('settings')`,
        set: `await figma.clientStorage.setAsync('settings', { a: [1], bytes: new Uint8Array([1, 2]) })`,
        keys: 'await figma.clientStorage.keysAsync()',
        heavy: `await figma.clientStorage.setAsync('heavy', new Uint8Array(5000000))`,
        fits: `await figma.clientStorage.setAsync('fits', new Uint8Array(4999000))`,
        more: `await figma.clientStorage.setAsync('more', 'x'.repeat(2000))`,
        gone: `await figma.clientStorage.deleteAsync('fits'), await figma.clientStorage.keysAsync()`,
        callback: `await figma.clientStorage.setAsync('f', () => 1)`,
      }),
    );
    const tried = await triedIn(figma);
    expect(tried.before).toBe('undefined');
    expect(tried.keys).toBe('["settings"]');
    expect(tried.heavy).toContain("in setAsync: The plugin's storage quota of 5 MB is exceeded");
    expect(tried.fits).toBe('undefined');
    expect(tried.more).toContain('quota of 5 MB');
    expect(tried.gone).toBe('["settings"]');
    expect(tried.callback).toContain('Cannot unwrap function at f');
    expect(await figma.storage()).toEqual({ settings: { a: [1], bytes: new Uint8Array([1, 2]) } });
    await figma.fillStorage(5_000_000);
    await figma.run('open');
    await expect
      .poll(async () => (await figma.log()).filter(({ text }) => text.startsWith('fits = Error')))
      .toHaveLength(1);
  });
});
