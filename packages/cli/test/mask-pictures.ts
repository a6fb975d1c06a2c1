import type { Picture } from '@pastiche/test-fixtures';

/** White from the column `left` to before `right`. */
export function columnsPicture(
  width: number,
  height: number,
  left: number,
  right: number,
): Picture {
  const data = new Uint8ClampedArray(4 * width * height);
  for (let at = 0; at < width * height; at++) {
    const value = at % width >= left && at % width < right ? 255 : 0;
    data.set([value, value, value, 255], 4 * at);
  }
  return { width, height, data };
}
