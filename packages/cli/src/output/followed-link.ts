import { readlink, realpath } from 'node:fs/promises';
import { dirname, isAbsolute, sep } from 'node:path';

/** As many links in a row as Linux follows. */
const MOST_LINKS = 40;

/**
 * The file that writing to `path` means: what its links lead to, whether that is there or not. So a
 * link stays a link when its file is written.
 *
 * @throws An error with the code ELOOP when links lead in a circle.
 */
export async function followLinks(path: string): Promise<string> {
  let place = path;
  for (let links = 0; links <= MOST_LINKS; links += 1) {
    // Whatever is no link, not there or out of reach ends the chain; the write itself says the rest.
    const target = await readlink(place).catch(() => null);
    if (target === null) return place;
    // Not `join`: it would take `..` for the folder of a link where the system takes its target's.
    place = isAbsolute(target) ? target : `${await realpath(dirname(place))}${sep}${target}`;
  }
  throw Object.assign(new Error(`${path}: too many links`), { code: 'ELOOP' });
}
