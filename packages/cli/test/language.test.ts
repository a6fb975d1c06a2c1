import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildProgram } from './built-program.js';
import { openWorkshop, SHALLOW, type Workshop } from './workshop.js';

const GERMAN = 'LC_ALL= LANG=de_DE.UTF-8';

let shop: Workshop;

beforeAll(buildProgram);

beforeEach(async () => {
  shop = await openWorkshop();
});

afterEach(() => shop.close());

describe('in a German environment the program', () => {
  const paint = ['stylize', '--style', 'night.png', ...SHALLOW, '--iterations=3'].join(' ');
  const pastiche = (line: string) => shop.shell(`export ${GERMAN}; pastiche ${line}`);

  it('says in German what it does and what it has done', async () => {
    const { code, stdout, stderr } = await pastiche(`${paint} photo.png -o out.png`);
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(stderr).toMatch(/photo\.png: Größe 1\/1 \(48 × \d+ px\), Vorbereitung\n/);
    expect(stderr).toMatch(/Iteration \d\/3, Bild \d,\d+, Stil \d,\d+, noch .+\n/);
    expect(stderr).toMatch(/out\.png gespeichert \(48 × \d+ px, 3 Iterationen, .+\)\.\n$/);
  });

  it('says in German what a painting process of --jobs reports, and sums up', async () => {
    const { code, stderr } = await pastiche(
      `${paint} photo.png night.png vgg19.safetensors -o out/ --jobs 2`,
    );
    expect(code).toBe(1);
    expect(stderr).toContain('pastiche: 2 gemalt, 1 fehlgeschlagen in ');
    expect(stderr).toMatch(/\n {2}vgg19\.safetensors: .+ ist aber etwas anderes; wählen Sie/);
  });

  it('refuses in German, and shows stacks in English', async () => {
    const line = `${paint} none.png -o out.png`;
    expect(await pastiche(line)).toEqual({
      code: 1,
      stdout: '',
      stderr: 'pastiche: none.png ist nicht zu finden; prüfen Sie den Namen.\n',
    });
    const { stderr } = await shop.shell(`export ${GERMAN} PASTICHE_DEBUG=1; pastiche ${line}`);
    expect(stderr).toMatch(
      /^pastiche: CommandError: none\.png cannot be found; check the name\.\n/,
    );
  });

  it('prints for programs in English', async () => {
    const { stdout } = await pastiche(`${paint} photo.png vgg19.safetensors -o out/ --json`);
    const records = stdout.trimEnd().split('\n');
    const failed = records.map((line) => JSON.parse(line)).find(({ phase }) => phase === 'failed');
    expect(failed.message).toContain('but it is something else; choose another one.');
  });
});
