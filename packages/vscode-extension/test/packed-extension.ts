import { buildVscode, packageVscode } from '../../../scripts/build-vscode.mjs';

/**
 * Builds the extension and packs it as it is published, unless `PASTICHE_VSIX` names one that is.
 *
 * @returns the path of the `.vsix`
 */
export async function packedExtension(): Promise<string> {
  if (process.env.PASTICHE_VSIX) return process.env.PASTICHE_VSIX;
  await buildVscode();
  return packageVscode();
}
