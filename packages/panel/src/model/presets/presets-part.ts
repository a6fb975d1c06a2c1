import { sentence } from '@pastiche/core';
import {
  encodePreset,
  encodePresetString,
  type Preset,
  parsePreset,
  readPreset,
} from '@pastiche/core/presets';
import type { Host, HostPreset } from '../../host/host.js';
import type { Notices } from '../notices.js';
import { saidIn } from '../problem.js';
import type { Shelf } from '../styles/shelf.js';
import type { StyleSource } from '../styles/style-source.js';
import { presetSource } from './preset-source.js';
import { slug } from './slug.js';

/** A preset's id is also a file name in some hosts. */
const LONGEST_ID = 48;
/** How the ids of presets begin that the host does not keep. */
const LENT = 'lent:';

/** The person's presets: on the shelf, and in the host's keeping. */
export interface PresetsPart {
  /** Reads what the host keeps. Never rejects. */
  load(): Promise<void>;
  /** Keeps a preset and puts it on the shelf. @returns `null` when the host could not keep it */
  add(preset: Preset): Promise<StyleSource | null>;
  /** Puts the preset of a file or a share string on the shelf; the same one again is not added twice. */
  addDocument(document: string): Promise<StyleSource | null>;
  /** The preset of a text: the same one of the shelf, or on it as long as the panel lives; the host keeps nothing. */
  lend(document: string): Promise<StyleSource | null>;
  /** A preset of the shelf as a share string; `null`: it is not there. */
  shareString(id: string): Promise<string | null>;
  /** Hands a preset of the shelf to the host as a file. */
  saveFile(id: string): Promise<void>;
  /** @returns whether it is gone */
  remove(id: string): Promise<boolean>;
}

export interface PresetsPartOptions {
  readonly host: Pick<
    Host,
    'capabilities' | 'listPresets' | 'savePreset' | 'deletePreset' | 'writeFile'
  >;
  readonly shelf: Shelf;
  readonly notices: Notices;
}

/** Presets; where the host keeps none, they last as long as the panel, and are saved as files. */
export function createPresetsPart(options: PresetsPartOptions): PresetsPart {
  const { host, shelf, notices } = options;
  const { keepsPresets } = host.capabilities;
  const shelved = shelvedPresets(shelf);
  let asked = 0;
  let lendings = 0;
  const keep = async (preset: Preset, document: string): Promise<StyleSource | null> => {
    const id = freeId(preset.name, shelf.presets());
    const source = presetSource(id, preset);
    const isKept = await orTold(notices, async () => {
      if (keepsPresets) await host.savePreset({ id, document });
      return true;
    });
    return isKept ? shelved.put(source, document) : null;
  };
  const lend = (preset: Preset, document: string): StyleSource => {
    // A colon: no preset of a host has such an id.
    return shelved.put(presetSource(`${LENT}${++lendings}`, preset), document);
  };
  const take = (document: string, put: typeof keep | typeof lend) =>
    orTold(notices, async () => {
      const preset = await readPreset(document);
      // Equal presets are equal texts once they are written anew.
      const text = encodePreset(preset);
      return shelved.same(text, put === lend) ?? (await put(preset, text));
    });
  return {
    load: async () => {
      if (!keepsPresets) return;
      asked += 1;
      const mine = asked;
      await orTold(notices, async () => {
        const listed = await host.listPresets();
        if (mine !== asked) return;
        shelved.putKept(listed.flatMap((preset) => readable(preset, notices)));
      });
    },
    add: async (preset) => {
      const source = await keep(preset, encodePreset(preset));
      if (source !== null && !keepsPresets) await offerFile(options, preset);
      return source;
    },
    addDocument: (document) => take(document, keep),
    lend: (document) => take(document, lend),
    shareString: async (id) => sharedAs(shelf.find(id)),
    saveFile: (id) => offerFile(options, shelf.find(id)?.preset),
    remove: async (id) => {
      const isGone = await orTold(notices, async () => {
        if (keepsPresets && !id.startsWith(LENT)) await host.deletePreset(id);
        return true;
      });
      if (isGone) shelved.remove(`preset:${id}`);
      return isGone ?? false;
    },
  };
}

interface Shelved {
  readonly source: StyleSource;
  /** Its text, as it is written anew. */
  readonly document: string;
}

/** The presets on the shelf, each with its text. */
function shelvedPresets(shelf: Shelf) {
  const documents = new Map<string, string>();
  return {
    put(source: StyleSource, document: string): StyleSource {
      documents.set(source.item.id, document);
      const others = shelf.presets().filter(({ item }) => item.id !== source.item.id);
      shelf.setPresets([...others, source]);
      return source;
    },
    /** All that the host keeps now; those that were lent stay. */
    putKept(kept: readonly Shelved[]): void {
      for (const { source, document } of kept) documents.set(source.item.id, document);
      shelf.setPresets([...kept.map(({ source }) => source), ...shelf.presets().filter(isLent)]);
    },
    /** The one with this text. @param lentToo whether one that was lent counts */
    same(document: string, lentToo: boolean): StyleSource | undefined {
      return shelf
        .presets()
        .find((one) => documents.get(one.item.id) === document && (lentToo || !isLent(one)));
    },
    remove(id: string): void {
      documents.delete(id);
      shelf.setPresets(shelf.presets().filter(({ item }) => item.id !== id));
    },
  };
}

function sharedAs(source: StyleSource | undefined): Promise<string> | null {
  return source?.preset === undefined ? null : encodePresetString(source.preset);
}

function isLent({ item }: StyleSource): boolean {
  return item.id.startsWith(`preset:${LENT}`);
}

/** One that cannot be read is told of and left where it is: a newer version may have made it. */
function readable({ id, document }: HostPreset, notices: Notices): Shelved[] {
  try {
    const preset = parsePreset(document);
    // Compared with what is added, which is written anew, too; it may have been formatted by hand.
    return [{ source: presetSource(id, preset), document: encodePreset(preset) }];
  } catch (error) {
    notices.error(sentence`The preset ${id} is left out: ${saidIn(error)}`);
    return [];
  }
}

async function offerFile(
  { host, notices }: PresetsPartOptions,
  preset: Preset | undefined,
): Promise<void> {
  if (preset === undefined) return;
  await orTold(notices, async () => {
    const done = await host.writeFile({
      name: `${slug(preset.name, LONGEST_ID, 'preset')}.pastiche.json`,
      mediaType: 'application/json',
      bytes: new TextEncoder().encode(encodePreset(preset)),
    });
    if (done !== null) notices.info(done);
  });
}

/** What is done, or `null` after its error was told. */
async function orTold<T>(notices: Notices, action: () => Promise<T>): Promise<T | null> {
  try {
    return await action();
  } catch (error) {
    notices.error(error);
    return null;
  }
}

function freeId(name: string, presets: readonly StyleSource[]): string {
  const wanted = slug(name, LONGEST_ID, 'preset');
  const isTaken = (id: string) => presets.some(({ item }) => item.id === `preset:${id}`);
  let id = wanted;
  for (let count = 2; isTaken(id); count++) id = `${wanted}-${count}`;
  return id;
}
