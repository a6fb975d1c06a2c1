import type { Said } from '@pastiche/core/sentence';

/** A picture as a file's bytes: PNG, JPEG, WebP, GIF, BMP, AVIF or TIFF. */
export interface HostPicture {
  /** For people, such as a file's or a layer's name. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** The host's own mark of a content, which comes back with its results; two of one name may differ in it. */
  readonly id?: string | null | undefined;
  /** What of it the person may want to keep as it is, such as its text; `null`: the host knows of nothing. */
  readonly protect?: HostMask | null | undefined;
}

/** A part of a content that the host knows of. */
export interface HostMask {
  /** What its switch says, such as "Keep text"; it is on until the person switches it off. */
  readonly label: Said;
  /** A picture's file, of the content's shape and any size: what is white belongs to the part. */
  readonly bytes: Uint8Array;
}

/** How a painting is written as a file. */
export interface PictureEncoding {
  readonly mediaType: 'image/png' | 'image/jpeg' | 'image/webp';
  /** For JPEG and WebP, 0..1; left out: as the browser sees fit. */
  readonly quality?: number | undefined;
}

/** A finished painting on its way to the host. */
export interface HostResult {
  /**
   * Its file, once the host knows which it wants; to be asked for while `writeResult` is under way. PNG and
   * WebP keep alpha. A browser that cannot write a type gives PNG.
   */
  encode(encoding: PictureEncoding): Promise<Uint8Array>;
  readonly width: number;
  readonly height: number;
  /** A file name without ending, such as `harbour.mosaic`. */
  readonly suggestedName: string;
  /** How it was painted, for `parseRecipe` and `writePictureRecipe`; its source is the content's name. */
  readonly recipe: string;
  /** `HostPicture.name` of the content, or what was dropped or pasted is called. */
  readonly contentName: string;
  /** `HostPicture.id` of the content; `null`: it had none, or did not come from the host. */
  readonly contentId?: string | null | undefined;
  /** Where the host keeps them (`keepsStyles`): its styles as a preset's text; `null`: the recipe's names say it all. */
  readonly preset?: string | null | undefined;
  /** The masks of what it keeps of the content, `HostMask.bytes` among them; no pipe carries them. */
  readonly protect?: readonly Uint8Array[] | undefined;
  /** Its size as it was painted, where a host has made it larger since; `null`: it has not. */
  readonly painted?: { readonly width: number; readonly height: number } | null | undefined;
}

/** Some other file the panel made: a timelapse, a preset. */
export interface HostFile {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/** A preset in the host's keeping; `document` is the text of a preset file. */
export interface HostPreset {
  readonly id: string;
  readonly document: string;
}

/** Where VGG19's files come from. */
export type HostWeights =
  /** The engine fetches them from there, or from their own address if `null`; `cache`: it may keep them. */
  | { readonly kind: 'address'; readonly baseUrl: string | null; readonly cache: boolean }
  /** The host reads them for the engine, file by file; `kept`: it has them for good, or keeps what it fetched. */
  | { readonly kind: 'files'; readonly kept?: boolean | undefined };

/** How the host calls what it does with a result. The first one is the primary button. */
export interface HostAction {
  readonly id: string;
  /** A verb and its object, such as "Place beside" or "Save as…". */
  readonly label: Said;
  /**
   * What a person should know before it is done with a result of that content (`HostPicture.id`; `null`: it has
   * none); `null`: nothing. Asked whenever the panel is drawn, so it may read signals; no pipe carries it.
   */
  noteOn?(contentId: string | null): ActionNote | null;
}

/** What a person should know of an action before it is done. */
export interface ActionNote {
  /** It cannot be done at all. */
  readonly isWithheld: boolean;
  /** Why not, or what else it does; whole sentences. */
  readonly said: Said;
}

/** A picture and a style that come with the host, for a person who has none at hand. */
export interface HostSample {
  /** What its button says, such as "A lake in oil whirls". */
  readonly label: Said;
  /** An address that `<img>` can show. */
  readonly picture: string;
  /** Has it painted. */
  paint(): void;
}

/** What this host can do, so that the panel never asks which host it is in. */
export interface HostCapabilities {
  readonly actions: readonly HostAction[];
  /** The content can be chosen from within the panel ("Open picture…"). */
  readonly picksContent: boolean;
  /** The host has a way of its own to choose a style, such as another layer; its button's label. */
  readonly styleLabel: Said | null;
  /** What is chosen as content outside the panel, such as "a layer", for the empty state; `null`: nothing is. */
  readonly contentNoun: Said | null;
  /** What the panel's button for another content says, where choosing one is not opening a file. */
  readonly pickLabel?: Said | null | undefined;
  /** What stands where the picture will be, beside that button. */
  readonly pickHint?: Said | null | undefined;
  /** What can be painted by one press where there is no picture yet; no pipe carries it. */
  readonly samples?: readonly HostSample[] | undefined;
  /** Presets can be kept. */
  readonly keepsPresets: boolean;
  /** Presets that are kept can be saved as files, too; no pipe carries it. */
  readonly savesPresets?: boolean | undefined;
  /** `readSession` and `writeSession` are there: what a reload interrupts comes back. */
  readonly keepsSessions?: boolean | undefined;
  /** Results keep the styles that they were painted with, so that they come with them. */
  readonly keepsStyles?: boolean | undefined;
}

/** Told of what changes in the host by itself. */
export interface HostEvents {
  /** Another content was chosen, or none any more. */
  contentChanged(picture: HostPicture | null): void;
  presetsChanged(): void;
}

/**
 * All that the panel asks of its host. Every method may reject with an Error whose message is a
 * sentence for people.
 */
export interface Host {
  readonly capabilities: HostCapabilities;
  /** The content that is chosen now, or `null`. With `pick`, the host lets the person choose one; `null`: they did not. */
  readContent(options: { readonly pick: boolean }): Promise<HostPicture | null>;
  /** Lets the person choose a style in the host's own way; `null`: they did not. */
  readStyle(): Promise<HostPicture | null>;
  listPresets(): Promise<readonly HostPreset[]>;
  /** Keeps a preset; one with the same id is replaced. */
  savePreset(preset: HostPreset): Promise<void>;
  deletePreset(id: string): Promise<void>;
  weights(): Promise<HostWeights>;
  /** The bytes of one of VGG19's files, where `weights()` says `files`. */
  readWeights(file: string): Promise<Uint8Array>;
  /** Does with a result what `action` says; asked once for each saving. @returns a sentence about what was done, `null` if the person changed their mind */
  writeResult(result: HostResult, action: string): Promise<Said | null>;
  /** Saves a file where the person says. @returns as `writeResult` */
  writeFile(file: HostFile): Promise<Said | null>;
  /** What `writeSettings` was given last, or `null`. */
  readSettings(): Promise<unknown>;
  writeSettings(settings: unknown): Promise<void>;
  /** What `writeSession` was given last for the content that is chosen now, or `null`. */
  readSession?(): Promise<Uint8Array | null>;
  /** Keeps some megabytes until the panel is closed by the person; `null`: forgets them. */
  writeSession?(session: Uint8Array | null): Promise<void>;
  /** Tells the person something outside the panel, where the host has a place for it. */
  notify(message: string, kind: 'info' | 'error'): void;
  /** @returns ends the listening */
  listen(events: HostEvents): () => void;
}
