import fc from 'fast-check';
import sharp, { type Sharp } from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_PARAMETERS } from '../parameters/schema.js';
import { readPictureRecipe, writePictureRecipe } from './picture-recipe.js';
import { encodeRecipe, parseRecipe, type Recipe } from './recipe.js';

const recipe: Recipe = {
  pasticheVersion: '0.1.0',
  network: 'vgg19-lite+vgg19',
  styleNames: ['Große Welle 🌊 & "<Schaum>"'],
  preset: { name: 'Waves', fingerprint: '0123456789abcdef' },
  source: null,
  stoppedEarly: true,
  parameters: DEFAULT_PARAMETERS,
};
const text = encodeRecipe(recipe);

/** A small picture in every form that the containers have. */
const FORMS = {
  png: (picture: Sharp) => picture.png(),
  'png with metadata': (picture: Sharp) => picture.withExif({ IFD0: { Artist: 'Mei' } }).png(),
  jpeg: (picture: Sharp) => picture.flatten().jpeg(),
  'jpeg with metadata': (picture: Sharp) =>
    picture
      .flatten()
      .withExif({ IFD0: { Artist: 'Mei' } })
      .withIccProfile('srgb')
      .jpeg(),
  'progressive jpeg': (picture: Sharp) => picture.flatten().jpeg({ progressive: true }),
  webp: (picture: Sharp) => picture.removeAlpha().webp(),
  'webp with alpha': (picture: Sharp) => picture.webp(),
  'lossless webp': (picture: Sharp) => picture.removeAlpha().webp({ lossless: true }),
  'lossless webp with alpha': (picture: Sharp) => picture.webp({ lossless: true }),
  'webp with metadata': (picture: Sharp) =>
    picture
      .withExif({ IFD0: { Artist: 'Mei' } })
      .withIccProfile('srgb')
      .webp(),
} as const;
type Form = keyof typeof FORMS;
const forms = Object.keys(FORMS) as Form[];
const files = new Map<Form, Uint8Array>();

beforeAll(async () => {
  const [width, height] = [37, 21];
  const data = Uint8Array.from({ length: width * height * 4 }, (_, index) => (index * 7) % 256);
  for (const form of forms) {
    const picture = sharp(data, { raw: { width, height, channels: 4 } });
    files.set(form, new Uint8Array(await FORMS[form](picture).toBuffer()));
  }
});

const pixelsOf = async (bytes: Uint8Array) =>
  (await sharp(bytes).ensureAlpha().raw().toBuffer()).toString('base64');

describe.each(forms)('a recipe in a %s', (form) => {
  it('comes back, and the picture is the same to any reader', async () => {
    const plain = files.get(form)!;
    expect(readPictureRecipe(plain)).toBeNull();
    const written = writePictureRecipe(plain, text);
    expect(parseRecipe(readPictureRecipe(written)!)).toEqual(recipe);
    expect(await pixelsOf(written)).toBe(await pixelsOf(plain));
    const [before, after] = await Promise.all([sharp(plain).metadata(), sharp(written).metadata()]);
    expect(after.xmpAsString).toContain('<xmp:CreatorTool>Pastiche</xmp:CreatorTool>');
    const { xmp, xmpAsString, size, ...rest } = after;
    expect(rest).toEqual({ ...before, size: undefined });
    expect([xmp === undefined, size]).toEqual([false, written.length]);
  });

  it('takes the place of an earlier one', () => {
    const other = encodeRecipe({ ...recipe, source: 'harbour.png' });
    const once = writePictureRecipe(files.get(form)!, text);
    const twice = writePictureRecipe(writePictureRecipe(files.get(form)!, other), text);
    expect(twice).toEqual(once);
  });

  it('of a damaged file is null or what it was, and writing says so or works', () => {
    const written = writePictureRecipe(files.get(form)!, text);
    const at = fc.nat({ max: written.length - 1 });
    fc.assert(
      fc.property(at, fc.nat({ max: 255 }), fc.nat({ max: 30 }), (where, byte, removed) => {
        const damaged = Uint8Array.from([
          ...written.subarray(0, where),
          byte,
          ...written.subarray(where + removed),
        ]);
        const found = readPictureRecipe(damaged);
        expect(found === null || typeof found === 'string').toBe(true);
        try {
          expect(readPictureRecipe(writePictureRecipe(damaged, text))).toBe(text);
        } catch (error) {
          expect(error).toMatchObject({ code: 'invalid-image' });
        }
      }),
      { numRuns: 200 },
    );
  });
});

it('reads what other ways of writing XMP escape', async () => {
  const xml = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"><xmp:CreatorTool>Pastiche</xmp:CreatorTool><dc:description><rdf:Alt><rdf:li xml:lang="x-default">${text.replaceAll('"', '&quot;')}</rdf:li></rdf:Alt></dc:description></rdf:Description></rdf:RDF></x:xmpmeta>`;
  // Not PNG, where libvips packs the packet so that only its own readers find it.
  for (const form of ['jpeg', 'webp'] as const) {
    const file = await sharp(files.get(form)!).withXmp(xml).toBuffer();
    expect(readPictureRecipe(new Uint8Array(file))).toBe(text);
  }
});

it('does not take the description of another program for one', async () => {
  const xml = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:description><rdf:Alt><rdf:li xml:lang="x-default">Waves</rdf:li></rdf:Alt></dc:description></rdf:Description></rdf:RDF></x:xmpmeta>`;
  const file = await sharp(files.get('webp')!).withXmp(xml).toBuffer();
  expect(readPictureRecipe(new Uint8Array(file))).toBeNull();
});

it.each([
  [new Uint8Array(), 'another file came'],
  [new TextEncoder().encode('GIF89a'), 'another file came'],
  [Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a), 'this file is damaged'],
  [Uint8Array.of(0xff, 0xd8, 0xff), 'this file is damaged'],
  [new TextEncoder().encode('RIFF\0\0\0\0WEBP'), 'this file is damaged'],
])('goes into no other file: case %#', (bytes, came) => {
  expect(readPictureRecipe(bytes)).toBeNull();
  expect(() => writePictureRecipe(bytes, text)).toThrow(
    `A recipe goes into a whole PNG, JPEG or WebP, but ${came}; save the picture once more.`,
  );
});

it('of nothing that is a recipe is written', () => {
  expect(() => writePictureRecipe(files.get('png')!, '{}')).toThrow(
    expect.objectContaining({ code: 'invalid-recipe' }),
  );
});

describe('a file that was made to hold readers up', () => {
  const webp = (chunks: Uint8Array) => {
    const file = new Uint8Array(12 + chunks.length);
    file.set(new TextEncoder().encode('RIFF....WEBP'));
    new DataView(file.buffer).setUint32(4, file.length - 8, true);
    file.set(chunks, 12);
    return file;
  };
  const xmpChunk = (packet: string) => {
    const chunk = new TextEncoder().encode(`XMP ....${packet}`);
    new DataView(chunk.buffer).setUint32(4, chunk.length - 8, true);
    return chunk;
  };

  it('by a packet of very many list items is answered, and is no recipe', () => {
    const head = '<xmp:CreatorTool>Pastiche</xmp:CreatorTool><dc:description>';
    for (const filling of ['<rdf:li', '<rdf:li>', '&a', '<rdf:li></rdf:li']) {
      const items = filling.repeat(Math.ceil(5e6 / filling.length / 2) * 2);
      const packet = xmpChunk(`${head}${items}</dc:description>`);
      expect(readPictureRecipe(webp(packet))).toBeNull();
      const short = xmpChunk(`${head}${items.slice(0, 5e5)}</dc:description>`);
      expect(readPictureRecipe(webp(short))).toBeNull();
    }
  });

  it('by millions of empty parts is answered, and has none', () => {
    const empty = new Uint8Array(16e6);
    expect(readPictureRecipe(webp(empty))).toBeNull();
    expect(() => writePictureRecipe(webp(empty), text)).toThrow('this file is damaged');
    const png = Uint8Array.from(empty);
    png.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    expect(readPictureRecipe(png)).toBeNull();
    const jpeg = new Uint8Array(4e6 + 2).fill(0xd8);
    for (let at = 2; at < jpeg.length; at += 4) jpeg.set([0xff, 0xe0, 0, 2], at);
    jpeg[0] = 0xff;
    expect(readPictureRecipe(jpeg)).toBeNull();
    expect(() => writePictureRecipe(jpeg, text)).toThrow('this file is damaged');
  });
});
