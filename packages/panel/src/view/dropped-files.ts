import type { PanelModel } from '../model/model.js';
import { isMaskFile, isPictureFile } from './accepted-files.js';

/** The files that a drop or a paste brings. */
export function filesOf(data: DataTransfer | null): readonly File[] {
  return data === null ? [] : [...data.files];
}

/** Whether a drag brings files at all; which ones is not told before the drop. */
export function bringsFiles(data: DataTransfer | null): boolean {
  return data?.types.includes('Files') === true;
}

/** Pictures lose their file ending, since people see the name; other files keep it, since it says what they are. */
export function nameOf(file: Pick<File, 'name' | 'type'>): string {
  return isPictureFile(file) ? file.name.replace(/\.[^.]+$/, '') : file.name;
}

/**
 * Makes a file the content, if it is a picture and the panel may choose the content, else a style. One that is called
 * a mask, as `harbour.mask.png`, lies over the picture that is there.
 */
export async function takeAsContent(model: PanelModel, file: File): Promise<void> {
  if (isMaskFile(file) && model.masks.size.peek() !== null) return takeAsMask(model, file);
  if (!model.capabilities.picksContent || !isPictureFile(file)) return takeAsStyle(model, file);
  await model.setContent(nameOf(file), await bytesOf(file));
}

/** Takes a file as a mask over the content. */
export async function takeAsMask(model: PanelModel, file: File): Promise<void> {
  await model.takeMask(await bytesOf(file));
}

/** Puts a picture or a preset's file on the shelf and chooses it. */
export async function takeAsStyle(model: PanelModel, file: File, add = false): Promise<void> {
  await model.addStyle(nameOf(file), await bytesOf(file), { add });
}

async function bytesOf(file: File): Promise<Uint8Array> {
  return new Uint8Array(await file.arrayBuffer());
}
