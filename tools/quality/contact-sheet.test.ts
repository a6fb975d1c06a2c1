import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { contactSheet } from './contact-sheet.js';

function flat(width: number, height: number, background: string): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background } })
    .png()
    .toBuffer();
}

async function pixelsOf(jpeg: Buffer) {
  const { data, info } = await sharp(jpeg).raw().toBuffer({ resolveWithObject: true });
  const at = (x: number, y: number) => [
    ...data.subarray((y * info.width + x) * 3, (y * info.width + x) * 3 + 3),
  ];
  return { info, at };
}

describe('contactSheet', () => {
  it('puts rows of pictures at one height, with gaps around', async () => {
    const red = await flat(200, 100, '#f00');
    const blue = await flat(50, 50, '#00f');
    const sheet = await contactSheet([[{ picture: red }, { picture: blue }], [{ picture: blue }]], {
      height: 40,
      gap: 8,
    });
    const { info, at } = await pixelsOf(sheet);
    // 8 + 80 + 8 + 40 + 8 wide; 8 + 40 + 8 + 40 + 8 high.
    expect([info.width, info.height]).toEqual([144, 104]);
    expect(at(48, 28)[0]).toBeGreaterThan(240);
    expect(at(116, 28)[2]).toBeGreaterThan(240);
    // Columns are aligned: below the 80 px of red, 40 px of blue stand in the middle.
    expect(at(48, 76)[2]).toBeGreaterThan(240);
    expect(at(48, 76)[0]).toBeLessThan(40);
    expect(at(116, 76).every((value) => value > 240)).toBe(true);
  });

  it('writes a label below its picture, special characters too', async () => {
    const grey = await flat(120, 60, '#fff');
    const sheet = await contactSheet([[{ picture: grey, label: 'a <b> & c' }]], { height: 60 });
    const { info, at } = await pixelsOf(sheet);
    expect(info.height).toBe(96);
    const dark = Array.from({ length: 120 * 20 }, (_, i) =>
      at(8 + (i % 120), 68 + Math.floor(i / 120)),
    ).filter(([red = 255]) => red < 128).length;
    expect(dark).toBeGreaterThan(20);
  });

  it('lowers its quality until it fits, and says when it cannot', async () => {
    const noise = await sharp({
      create: {
        width: 200,
        height: 200,
        channels: 3,
        background: '#888',
        noise: { type: 'gaussian', mean: 128, sigma: 60 },
      },
    })
      .png()
      .toBuffer();
    const full = await contactSheet([[{ picture: noise }]], { height: 200 });
    const smaller = await contactSheet([[{ picture: noise }]], {
      height: 200,
      largest: full.byteLength - 1,
    });
    expect(smaller.byteLength).toBeLessThan(full.byteLength);
    await expect(
      contactSheet([[{ picture: noise }]], { height: 200, largest: 500 }),
    ).rejects.toThrow(
      'The contact sheet may have 500 bytes, but needs more even when it is small; show fewer pictures.',
    );
  });
});
