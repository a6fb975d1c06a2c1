import type { ReplyOf } from '@pastiche/panel/channel';
import { type Said, saidBy, sentence } from '@pastiche/panel/core';
import type { HostMask, HostPicture } from '@pastiche/panel/host';
import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { LayerPart, SANDBOX_CONTRACT, SilhouettePlan } from '../../window-contract.js';

const NONE: ReadonlySet<string> = new Set();
const NOTHING: SilhouettePlan = { width: 0, height: 0, silhouettes: [], left: 0 };
/** A person who checks several boxes waits once, ms. */
const REST_MS = 200;

/** The layer that is the content, and what of it stays. */
export interface KeptLayer {
  /** The mark of its picture. */
  readonly contentId: string;
  readonly parts: readonly LayerPart[];
  /** How many more there are. */
  readonly unlisted: number;
  /** Ids of parts. */
  readonly chosen: ReadonlySet<string>;
  /** How many of them are painted all the same, since there are too many. */
  readonly left: number;
  /** Figma is still asked how they look. */
  readonly isLooking: boolean;
}

/** What of the layers stays as it is. */
export interface KeptParts {
  /** `null`: there is no layer, or nothing in it. */
  readonly layer: ReadonlySignal<KeptLayer | null>;
  /** Lets others of its parts stay, also when its picture is read again. */
  choose(ids: ReadonlySet<string>): void;
  /** A picture of the host with what of it stays. @returns whether it is still the newest */
  offered(picture: HostPicture | null): Promise<Offered>;
  /** A mask of one part of the present picture, whether or not it stays; `null`: nothing of it shows. */
  maskOfPart(id: string): Promise<Uint8Array | null>;
  /** The picture's file of which a mask was offered; `null`: the mask is another's. */
  contentOf(mask: Uint8Array): Uint8Array | null;
  /** The parts that are white in any of these masks. */
  partsIn(masks: readonly Uint8Array[]): readonly string[];
}

export interface Offered {
  readonly picture: HostPicture | null;
  readonly isNewest: boolean;
}

/** What is in a layer. */
type ListOfParts = ReplyOf<typeof SANDBOX_CONTRACT, 'layerParts'>;

export interface KeptPartsOptions {
  /** `stays`: ids of the parts that stay unless a person chooses; `null`: texts. */
  layerParts(contentId: string): Promise<ListOfParts>;
  silhouettePlan(contentId: string, ids: readonly string[]): Promise<SilhouettePlan>;
  /** A PNG; no bytes: nothing shows. */
  silhouette(contentId: string, id: string): Promise<Uint8Array>;
  /** As `composeMask`, as a PNG. */
  compose(
    plan: SilhouettePlan,
    picture: Uint8Array,
    read: (id: string) => Promise<Uint8Array>,
  ): Promise<Uint8Array | null>;
  /** Told of what a person chose, at once. */
  onChosen(contentId: string, ids: ReadonlySet<string>): void;
  /** Told of the present picture with another mask. */
  onOffered(picture: HostPicture): void;
  /** Told why all of a layer is painted. */
  onTrouble(said: Said): void;
}

/** The picture that is the content, and the silhouettes that are known of it. */
interface Present {
  readonly contentId: string;
  readonly picture: HostPicture;
  readonly files: Map<string, Uint8Array>;
}

/** Texts stay at first; what a person chooses instead is remembered while the window is open. */
export function createKeptParts(options: KeptPartsOptions): KeptParts {
  const { onOffered } = options;
  const layer = signal<KeptLayer | null>(null);
  const remembered = new Map<string, ReadonlySet<string>>();
  let present: Present | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let choices = 0;
  let contents = 0;
  const { withMask, contentOf, partsIn } = createMasking(layer, (at) => at === present, options);
  const offerAnew = async (at: Present, choice: number) => {
    const picture = await withMask(at);
    if (at === present && choice === choices) onOffered(picture);
  };
  return {
    layer,
    contentOf,
    partsIn,
    maskOfPart: async (id) => (present === null ? null : maskOfOne(present, id, options)),
    choose(ids) {
      const [at, shown] = [present, layer.peek()];
      if (at === null || shown === null) return;
      remembered.set(at.contentId, ids);
      options.onChosen(at.contentId, ids);
      layer.value = { ...shown, chosen: ids, isLooking: true };
      const choice = ++choices;
      clearTimeout(timer);
      timer = setTimeout(() => void offerAnew(at, choice), REST_MS);
    },
    async offered(picture) {
      const mine = ++contents;
      const before = present;
      clearTimeout(timer);
      present = null;
      const contentId = picture?.id ?? null;
      if (picture === null || contentId === null) {
        layer.value = null;
        return { picture, isNewest: true };
      }
      const { parts, unlisted, stays } = await partsOf(contentId, options);
      if (mine !== contents) return { picture, isNewest: false };
      const isKnown = before !== null && isSame(before.picture, picture);
      const at = { contentId, picture, files: isKnown ? before.files : new Map() };
      present = at;
      const chosen = onlyOf(parts, remembered.get(contentId) ?? stays ?? textsOf(parts));
      const hasParts = parts.length > 0;
      layer.value = hasParts
        ? { contentId, parts, unlisted, chosen, left: 0, isLooking: true }
        : null;
      const masked = await withMask(at);
      return { picture: masked, isNewest: mine === contents };
    },
  };
}

/** Where they cannot be told, there is nothing to choose from, and the layer is painted as it is. */
async function partsOf(contentId: string, { layerParts }: KeptPartsOptions) {
  return layerParts(contentId).catch(() => ({ parts: [], unlisted: 0, stays: null }));
}

/** Makes masks, and knows of which picture each is. @param isPresent ends the reading as soon as it is not */
function createMasking(
  layer: Signal<KeptLayer | null>,
  isPresent: (at: Present) => boolean,
  options: KeptPartsOptions,
) {
  // As long as a painting holds its mask.
  const contentsOf = new WeakMap<
    Uint8Array,
    { readonly bytes: Uint8Array; readonly chosen: ReadonlySet<string> }
  >();
  return {
    contentOf: (mask: Uint8Array) => contentsOf.get(mask)?.bytes ?? null,
    partsIn: (masks: readonly Uint8Array[]) =>
      masks.flatMap((mask) => [...(contentsOf.get(mask)?.chosen ?? [])]),
    withMask: async (at: Present): Promise<HostPicture> => {
      const isWanted = () => isPresent(at);
      const note = (known: Partial<KeptLayer>) => {
        const now = layer.peek();
        if (now !== null && isWanted()) layer.value = { ...now, ...known };
      };
      try {
        const chosen = layer.peek()?.chosen ?? NONE;
        const protect = await maskOf(at, layer.peek(), { isWanted, note, options });
        if (protect !== null) contentsOf.set(protect.bytes, { bytes: at.picture.bytes, chosen });
        return { ...at.picture, protect };
      } catch (error) {
        if (isWanted()) options.onTrouble(sentence`All of the layer is painted: ${saidBy(error)}`);
        return { ...at.picture, protect: null };
      } finally {
        note({ isLooking: false });
      }
    },
  };
}

interface Masking {
  readonly options: KeptPartsOptions;
  /** Whether silhouettes are still to be read. */
  isWanted(): boolean;
  note(known: Partial<KeptLayer>): void;
}

async function maskOf(
  at: Present,
  layer: KeptLayer | null,
  { options, isWanted, note }: Masking,
): Promise<HostMask | null> {
  const { chosen = NONE, parts = [] } = layer ?? {};
  const plan =
    chosen.size === 0 ? NOTHING : await options.silhouettePlan(at.contentId, [...chosen]);
  note({ left: plan.left });
  if (plan.silhouettes.length === 0) return null;
  const read = async (id: string) => (isWanted() ? fileOf(at, id, options) : new Uint8Array());
  const bytes = await options.compose(plan, at.picture.bytes, read);
  return bytes && { label: labelOf(parts, chosen), bytes };
}

async function maskOfOne(
  at: Present,
  id: string,
  options: KeptPartsOptions,
): Promise<Uint8Array | null> {
  const plan = await options.silhouettePlan(at.contentId, [id]);
  if (plan.silhouettes.length === 0) return null;
  return options.compose(plan, at.picture.bytes, (each) => fileOf(at, each, options));
}

async function fileOf(
  { contentId, files }: Present,
  id: string,
  { silhouette }: KeptPartsOptions,
): Promise<Uint8Array> {
  const known = files.get(id);
  if (known !== undefined) return known;
  const file = await silhouette(contentId, id);
  files.set(id, file);
  return file;
}

/** An exported silhouette is that of a picture: whatever is changed in the layer changes this, too. */
function isSame(one: HostPicture, other: HostPicture): boolean {
  return (
    one.id === other.id &&
    one.bytes.length === other.bytes.length &&
    one.bytes.every((byte, at) => byte === other.bytes[at])
  );
}

function textsOf(parts: readonly LayerPart[]): ReadonlySet<string> {
  return new Set(parts.filter(({ kind }) => kind === 'text').map(({ id }) => id));
}

function onlyOf(parts: readonly LayerPart[], ids: Iterable<string>): ReadonlySet<string> {
  const wanted = new Set(ids);
  return new Set(parts.filter(({ id }) => wanted.has(id)).map(({ id }) => id));
}

function labelOf(parts: readonly LayerPart[], chosen: ReadonlySet<string>): Said {
  const areTexts = parts.every(({ id, kind }) => kind === 'text' || !chosen.has(id));
  return areTexts ? sentence`Keep text` : sentence`Keep what was chosen`;
}
