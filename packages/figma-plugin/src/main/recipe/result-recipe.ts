import { PLUGIN_DATA_NAMESPACE } from '@pastiche/panel/plugin-data';
import { sentence } from '@pastiche/panel/sentence';
import { MainError } from '../base/main-error.js';
import { type CarriedPreset, readCarriedPreset, writeCarriedPreset } from './result-preset.js';

/** Of what a result remembers: this, its preset's entries (`result-preset.ts`), and what it hides. */
export const RESULT_KEY = 'result';
const HIDDEN_KEY = 'hidden';
const VERSION = 1;
/** Stands for the node itself, so that a copy of it is its own source and not the one that it was copied from. */
const ITSELF = 'itself';
/** Figma takes 100 kB with the key and the namespace; the rest is for what is added here. */
const MOST_BYTES = 99_000;
/** What a fill hides goes on in `hidden.1`, `hidden.2`, and so on. */
const PIECE = 96_000;
/** The ids of parts in instances are long; more than these are not worth it. */
const MOST_STAYING = 400;

/** What a result remembers, so that it can be edited and painted again. */
export interface ResultRecipe {
  /** The panel's recipe, as it came. */
  readonly recipe: string;
  /** Of the layer that was restyled. */
  readonly sourceId: string | null;
  /** The source's image that was painted as it was uploaded; `null`: the layer was, as it was seen. */
  readonly imageHash: string | null;
  /** The fill in which that image lay: its crop, scale mode, opacity and filters. */
  readonly imagePaint: ImagePaint | null;
  /** The topmost image on the source as it was painted: it may be an earlier result. */
  readonly seenImage: string | null;
  /** The image that is the result. */
  readonly painted: string | null;
  /** Ids of the parts of the source that stayed as they were; `null`: not known. */
  readonly stays: readonly string[] | null;
}

/** What goes with a recipe where it fits. */
export interface ResultExtras {
  /** The styles that it was painted with, as a preset's text; `null`: their names say it all. */
  readonly preset: string | null;
  /** What a fill hides of its layer, as a picture; `null`: nothing. */
  readonly hidden: Uint8Array | null;
}

/**
 * Writes a result's recipe to its node, with the buttons that use it. One that is too long is left
 * out: no result should be lost for the sake of it.
 */
export function writeResultRecipe(
  node: SceneNode,
  result: ResultRecipe,
  { preset, hidden }: ResultExtras,
  styleName: string,
): void {
  // The recipe is ASCII, so letters are bytes.
  if (JSON.stringify(result).length > MOST_BYTES) return;
  const sourceId = result.sourceId === node.id ? ITSELF : result.sourceId;
  const carried = writeCarriedPreset(node, preset);
  const stays = (result.stays?.length ?? 0) > MOST_STAYING ? null : result.stays;
  const envelope = { version: VERSION, ...result, stays, sourceId, preset: carried };
  write(node, RESULT_KEY, JSON.stringify(envelope));
  writeHidden(node, hidden === null ? '' : figma.base64Encode(hidden));
  // Slides and Buzz have no relaunch buttons.
  if (figma.editorType === 'figma') {
    node.setRelaunchData({ edit: `Painted as ${styleName}`, again: '' });
  }
}

/**
 * The recipe of a result; `null` where the node has none.
 *
 * @throws MainError `refused` where a newer Pastiche wrote it, or it is damaged
 */
export function readResultRecipe(node: BaseNode): ResultRecipe | null {
  const value = envelopeOn(node);
  if (value === null) return null;
  const { version, recipe, sourceId, imageHash, imagePaint, seenImage, painted, stays } = value;
  if (typeof version === 'number' && version > VERSION) {
    throw new MainError(
      'refused',
      sentence`This result was made by a newer Pastiche (version ${version}, this one reads ${VERSION}); update Pastiche.`,
    );
  }
  if (version !== VERSION || typeof recipe !== 'string') {
    throw new MainError(
      'refused',
      sentence`What this result remembers of its making is damaged; choose its style anew.`,
    );
  }
  return {
    recipe,
    sourceId: sourceId === ITSELF ? node.id : textOrNull(sourceId),
    imageHash: textOrNull(imageHash),
    imagePaint: isImagePaint(imagePaint) ? imagePaint : null,
    seenImage: textOrNull(seenImage),
    painted: textOrNull(painted),
    // Before results told of it, nothing stayed.
    stays: stays === undefined ? [] : textsOrNull(stays),
  };
}

/** The styles that go with a result. */
export function readResultPreset(node: BaseNode): CarriedPreset {
  return readCarriedPreset(node, envelopeOn(node)?.preset);
}

/** What a result hides of the layer that it fills; `null`: nothing, or it fills it no more. */
export function readHiddenPicture(
  node: BaseNode,
  { painted }: Pick<ResultRecipe, 'painted'>,
): { readonly picture: Uint8Array; readonly covered: string } | null {
  const text = hiddenText(node);
  if (text === '' || painted === null || !isFilledWith(node, painted)) return null;
  try {
    return { picture: figma.base64Decode(text), covered: painted };
  } catch {
    return null;
  }
}

/** The name of the preset or the styles in a recipe, for a layer's name. */
export function styleNameIn(recipe: string): string {
  const { preset, styleNames } = parsed(recipe);
  const name = (preset as { name?: unknown } | null | undefined)?.name;
  if (typeof name === 'string' && name !== '') return name;
  const names = Array.isArray(styleNames)
    ? styleNames.filter((each) => typeof each === 'string')
    : [];
  return names.length > 0 ? names.join(' + ') : 'Pastiche';
}

function isFilledWith(node: BaseNode, hash: string): boolean {
  if (!('fills' in node) || typeof node.fills === 'symbol') return false;
  return node.fills.some((paint) => paint.type === 'IMAGE' && paint.imageHash === hash);
}

function envelopeOn(node: BaseNode): { readonly [name: string]: unknown } | null {
  const text = node.getSharedPluginData(PLUGIN_DATA_NAMESPACE, RESULT_KEY);
  return text === '' ? null : parsed(text);
}

function hiddenKey(index: number): string {
  return index === 0 ? HIDDEN_KEY : `${HIDDEN_KEY}.${index}`;
}

function hiddenText(node: BaseNode): string {
  let text = '';
  for (let index = 0; ; index++) {
    const piece = node.getSharedPluginData(PLUGIN_DATA_NAMESPACE, hiddenKey(index));
    if (piece === '') return text;
    text += piece;
  }
}

function writeHidden(node: SceneNode, text: string): void {
  const before = hiddenText(node).length;
  const pieces = Math.ceil(Math.max(text.length, before) / PIECE);
  for (let index = 0; index < pieces; index++) {
    write(node, hiddenKey(index), text.slice(index * PIECE, (index + 1) * PIECE));
  }
}

/** An empty text takes an entry away. */
function write(node: SceneNode, key: string, text: string): void {
  const isThere = node.getSharedPluginData(PLUGIN_DATA_NAMESPACE, key) !== '';
  if (text !== '' || isThere) node.setSharedPluginData(PLUGIN_DATA_NAMESPACE, key, text);
}

function parsed(text: string): { readonly [name: string]: unknown } {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

/** Figma itself checks the rest, as a fill of it is made. */
function isImagePaint(value: unknown): value is ImagePaint {
  return (value as { type?: unknown } | null | undefined)?.type === 'IMAGE';
}

function textsOrNull(value: unknown): readonly string[] | null {
  return Array.isArray(value) && value.every((each) => typeof each === 'string') ? value : null;
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
