/**
 * A report without the places of files: a folder names its owner, and a worker's `data:` address is
 * its whole source. File names, lines and columns stay.
 *
 * @example
 * withoutPaths('at run (file:///home/ada/engine.js:3:7)'); // 'at run (…/engine.js:3:7)'
 */
export function withoutPaths(text: string): string {
  return (
    text
      .replace(/\bdata:[^\s)'"]+/g, 'data:…')
      // Folders of people may have spaces, so these two reach to the last separator of the line.
      .replace(/\b[A-Za-z]:\\[^\n"'()<>|]*\\/g, '…/')
      .replace(/(?:[a-z][\w+.-]*:\/\/)?\/(?:home|Users)\/[^\n"'()]*\//g, '…/')
      .replace(/\b[a-z][\w+.-]*:\/\/[^\s()'"]*\//gi, '…/')
      .replace(/(^|[\s('"@])\/[^\s()'"]*\//gm, '$1…/')
  );
}
