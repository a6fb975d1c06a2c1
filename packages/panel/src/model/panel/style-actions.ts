import { DEFAULT_PARAMETERS, sentence } from '@pastiche/core';
import { decodeText, holdsPresetString } from '@pastiche/core/presets';
import type { PanelModel } from '../model.js';
import type { PanelModelOptions } from '../panel-options.js';
import { dataUrl } from '../styles/data-url.js';
import { lookOver, withLook } from '../styles/look.js';
import type { StyleSource } from '../styles/style-source.js';
import { tellFrames } from '../tell-frames.js';
import type { PanelParts } from './panel-parts.js';
import { reusePainting } from './reuse-painting.js';
import { type BlendParts, saveBlend } from './save-blend.js';

/** Of a thumbnail on the shelf; screens show it at up to two pixels per point. */
const THUMBNAIL_LIMIT = { longSide: 192, bytes: 24_000 } as const;

export type StyleActions = Pick<
  PanelModel,
  | 'chooseStyle'
  | 'removeStyle'
  | 'setStyleWeight'
  | 'addStyle'
  | 'readHostStyle'
  | 'addText'
  | 'lendPreset'
  | 'savePreset'
  | 'shareString'
  | 'savePresetFile'
  | 'deletePreset'
  | 'reuse'
> & {
  /** The parameters that Reset goes back to: the look of the chosen preset over the defaults. */
  initialParameters(): typeof DEFAULT_PARAMETERS;
};

type StyleParts = BlendParts &
  Pick<PanelParts, 'shelf' | 'history' | 'content' | 'masks' | 'offeredMask'>;

/** Chooses a style, and its look with it. */
type Choose = (source: StyleSource, add?: boolean) => Promise<void>;

/** Choosing styles, and keeping them as presets. */
export function createStyleActions(parts: StyleParts, { host }: PanelModelOptions): StyleActions {
  const { shelf, styles, presets } = parts;
  const choose = chooser(parts);
  return {
    chooseStyle: async (id, { add = false } = {}) => {
      const source = shelf.find(id);
      if (source !== undefined) await choose(source, add);
    },
    removeStyle: styles.remove,
    setStyleWeight: styles.setWeight,
    ...addingActions(parts, host, choose),
    lendPreset: async (document) => {
      const source = await presets.lend(document);
      if (source !== null) await choose(source);
      return source !== null;
    },
    shareString: presets.shareString,
    savePresetFile: presets.saveFile,
    savePreset: (name, options = {}) => saveBlend(parts, name, options),
    deletePreset: async (id) => {
      const own = id.replace(/^preset:/, '');
      if (shelf.find(`preset:${own}`) === undefined) return;
      if (await presets.remove(own)) styles.remove(`preset:${own}`);
    },
    reuse: reusePainting(parts),
    initialParameters: () => lookOver(DEFAULT_PARAMETERS, lookOf(styles.blend())),
  };
}

function chooser({ styles, settings, notices }: StyleParts): Choose {
  return async (source, add = false) => {
    const isFirst = !add || styles.blend().length === 0;
    if (!styles.choose(source, add)) return;
    notices.forgetError();
    // A style that joins a blend does not undo what was set for it.
    if (isFirst && source.look !== null) {
      settings.replace(withLook(settings.settings.peek().parameters, source.look));
    }
    await styles.settled();
  };
}

/** Styles that come from outside the shelf: files, texts, what the host has. */
function addingActions(
  parts: StyleParts,
  host: PanelModelOptions['host'],
  choose: Choose,
): Pick<StyleActions, 'addStyle' | 'readHostStyle' | 'addText'> {
  const { notices, presets } = parts;
  const addStyle: PanelModel['addStyle'] = async (name, bytes, { add = false } = {}) => {
    const document = documentIn(bytes);
    if (document === null) {
      await addPicture(parts, name, bytes, add);
      return;
    }
    const source = await presets.addDocument(document);
    if (source !== null) await choose(source, add);
  };
  return {
    addStyle,
    readHostStyle: async () => {
      try {
        const picture = await host.readStyle();
        if (picture === null) return;
        // What stood in the way was heeded.
        notices.forgetError();
        await addStyle(picture.name, picture.bytes);
      } catch (error) {
        notices.error(error);
      }
    },
    addText: async (text) => {
      if (!holdsPresetString(text)) return false;
      const source = await presets.addDocument(text);
      if (source === null) return true;
      await choose(source);
      notices.info(sentence`The preset ${source.item.name} is on the shelf.`);
      return true;
    },
  };
}

/** The look that a blend's preset brings; empty where none does. */
function lookOf(
  blend: ReturnType<BlendParts['styles']['blend']>,
): NonNullable<StyleSource['look']> {
  return blend.find(({ source }) => source.look !== null)?.source.look ?? {};
}

/** A picture that cannot be read leaves the shelf and the blend as they were. */
async function addPicture(
  { shelf, styles, engine, notices }: Pick<PanelParts, 'shelf' | 'styles' | 'engine' | 'notices'>,
  name: string,
  bytes: Uint8Array,
  add: boolean,
): Promise<void> {
  const before = styles.blend();
  const source = shelf.addPicture(name, bytes);
  const { id } = source.item;
  styles.choose(source, add);
  await styles.settled();
  const chosen = styles.styles.peek().find(({ item }) => item.id === id);
  if (chosen?.state === 'failed') {
    shelf.removePicture(id);
    if (styles.blend().length === 1) styles.replace(before);
    else styles.remove(id);
    return;
  }
  // A refusal of another file would be taken for one of this.
  notices.forgetError();
  tellFrames({ name, bytes }, notices);
  const [picture] = styles.heldOf(id);
  if (picture === undefined) return;
  try {
    const reduced = await engine.engine.peek()?.reducePicture(picture.id, THUMBNAIL_LIMIT);
    if (reduced) shelf.setThumbnail(id, dataUrl(reduced.mediaType, reduced.bytes));
  } catch {
    // It is on the shelf by its name; a picture of it is only nicer.
  }
}

/** The text of a preset file or a share string: no picture begins with a brace, or in words. */
function documentIn(bytes: Uint8Array): string | null {
  // Letters may have four bytes each.
  const start = decodeText(bytes.subarray(0, 256)).slice(0, 64).trimStart();
  return start.startsWith('{') || holdsPresetString(start) ? decodeText(bytes) : null;
}
