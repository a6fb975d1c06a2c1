/** Pictures for the gallery, painted here from a seed. */
export interface GalleryPictures {
  /** A harbour in the evening, the content. */
  readonly content: ImageBitmap;
  /** The same in strokes, the painting; with a hole where the content has one. */
  readonly painting: ImageBitmap;
  /** The same in few strokes: a painting that has just begun. */
  readonly early: ImageBitmap;
  /** One for each style of the shelf, as `data:` addresses. */
  readonly thumbnails: readonly string[];
}

const WIDTH = 640;
const HEIGHT = 448;
const HUES = [18, 205, 48, 262, 338, 150, 96, 222];

/** Paints all pictures; the same each time. */
export async function paintGalleryPictures(): Promise<GalleryPictures> {
  const content = await createImageBitmap(paintHarbour());
  return {
    content,
    painting: await createImageBitmap(paintStrokes(content, 9000, 9)),
    early: await createImageBitmap(paintStrokes(content, 900, 26)),
    thumbnails: HUES.map((hue, index) => paintSwatch(hue, index)),
  };
}

function paintHarbour(): HTMLCanvasElement {
  const { canvas, context } = createCanvas(WIDTH, HEIGHT);
  const random = numbersFrom(7);
  const sky = context.createLinearGradient(0, 0, 0, HEIGHT);
  sky.addColorStop(0, '#37527d');
  sky.addColorStop(0.5, '#e8a66b');
  sky.addColorStop(0.56, '#f4d7a1');
  sky.addColorStop(0.57, '#3f6476');
  sky.addColorStop(1, '#152c3a');
  context.fillStyle = sky;
  context.fillRect(0, 0, WIDTH, HEIGHT);
  context.fillStyle = '#fff1c9';
  context.beginPath();
  context.arc(WIDTH * 0.68, HEIGHT * 0.44, 38, 0, Math.PI * 2);
  context.fill();
  for (let house = 0; house < 13; house++) {
    const width = 28 + random() * 34;
    const height = 40 + random() * 90;
    context.fillStyle = `hsl(${210 + random() * 30} 28% ${16 + random() * 12}%)`;
    context.fillRect(house * 34 - 10, HEIGHT * 0.57 - height, width, height);
  }
  for (let wave = 0; wave < 260; wave++) {
    context.fillStyle = `hsl(${30 + random() * 20} 70% 75% / ${0.1 + random() * 0.3})`;
    const y = HEIGHT * (0.58 + random() * 0.42);
    context.fillRect(WIDTH * (0.35 + random() * 0.6), y, 8 + random() * 40, 1.5);
  }
  return canvas;
}

/** The picture again as short strokes along a slowly turning field, in the colours below them. */
function paintStrokes(picture: ImageBitmap, count: number, size: number): HTMLCanvasElement {
  const source = createCanvas(WIDTH, HEIGHT);
  source.context.drawImage(picture, 0, 0);
  const { data } = source.context.getImageData(0, 0, WIDTH, HEIGHT);
  const { canvas, context } = createCanvas(WIDTH, HEIGHT);
  context.drawImage(picture, 0, 0);
  const random = numbersFrom(11);
  context.lineCap = 'round';
  for (let stroke = 0; stroke < count; stroke++) {
    const x = Math.floor(random() * WIDTH);
    const y = Math.floor(random() * HEIGHT);
    const at = (y * WIDTH + x) * 4;
    const shift = random() * 44 - 22;
    context.strokeStyle = `rgb(${data[at] + shift} ${data[at + 1] + shift} ${data[at + 2] - shift})`;
    const angle = Math.sin(x / 90) * 1.4 + Math.cos(y / 70) * 1.2;
    context.lineWidth = size * (0.3 + random() * 0.4);
    context.beginPath();
    context.moveTo(x, y);
    context.lineTo(x + Math.cos(angle) * size * 2, y + Math.sin(angle) * size * 2);
    context.stroke();
  }
  return canvas;
}

function paintSwatch(hue: number, index: number): string {
  const side = 96;
  const { canvas, context } = createCanvas(side, side);
  const random = numbersFrom(index + 3);
  context.fillStyle = `hsl(${hue} 45% 45%)`;
  context.fillRect(0, 0, side, side);
  for (let mark = 0; mark < 260; mark++) {
    context.fillStyle = `hsl(${hue + random() * 70 - 35} ${40 + random() * 45}% ${25 + random() * 55}%)`;
    const x = random() * side;
    const y = random() * side;
    const size = 3 + random() * 9;
    context.beginPath();
    if (index % 3 === 0) context.rect(x, y, size, size);
    else if (index % 3 === 1) context.arc(x, y, size / 2, 0, Math.PI * 2);
    else context.ellipse(x, y, size, 1.8, hue / 60 + x / 40, 0, Math.PI * 2);
    context.fill();
  }
  return canvas.toDataURL('image/png');
}

function createCanvas(width: number, height: number) {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('This browser should draw on canvases, but it does not.');
  return { canvas, context };
}

/** Numbers from 0 to 1, the same for the same seed: a linear congruential generator (Numerical Recipes). */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1664525 + 1013904223) % 2 ** 32;
    return state / 2 ** 32;
  };
}
