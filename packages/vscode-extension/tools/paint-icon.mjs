// Draws media/icon.png, the picture of the extension in the Marketplace.
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';

const SIDE = 256;

/** Strokes as a brush would leave them: arcs around the middle of a whirl, thick to thin. */
const STROKES = [
  { radius: 96, width: 26, colour: '#f2b544', from: 200, to: 395 },
  { radius: 70, width: 22, colour: '#4fb3bf', from: 20, to: 250 },
  { radius: 46, width: 18, colour: '#e4572e', from: 170, to: 400 },
  { radius: 22, width: 14, colour: '#f7f3e8', from: -20, to: 200 },
];

/** @param {number} radius @param {number} degrees */
function point(radius, degrees) {
  const angle = (degrees * Math.PI) / 180;
  const at = (/** @type {number} */ value) => (SIDE / 2 + radius * value).toFixed(1);
  return `${at(Math.cos(angle))} ${at(Math.sin(angle))}`;
}

/** @param {(typeof STROKES)[number]} stroke */
function arc({ radius, width, colour, from, to }) {
  const large = to - from > 180 ? 1 : 0;
  const path = `M${point(radius, from)} A${radius} ${radius} 0 ${large} 1 ${point(radius, to)}`;
  return `<path d="${path}" fill="none" stroke="${colour}" stroke-width="${width}" stroke-linecap="round"/>`;
}

const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${SIDE}" height="${SIDE}">
  <rect width="${SIDE}" height="${SIDE}" rx="44" fill="#1b2233"/>${STROKES.map(arc).join('')}</svg>`;

await sharp(Buffer.from(svg))
  .resize(128, 128)
  .png({ compressionLevel: 9 })
  .toFile(fileURLToPath(new URL('../media/icon.png', import.meta.url)));
