import { createHash, randomBytes } from 'node:crypto';
import { readlinkSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { systemCode } from '../base/command-error.js';

const NAME = /^\.pastiche-([0-9a-f]{8})-(\d+)-[0-9a-f]{12}\.tmp$/;

/** Folders that this process has looked through. */
const swept = new Set<string>();

let realm: string | null = null;

/**
 * A name for a hidden file that nobody else has, and that tells whose it is.
 *
 * @param pid of the process that makes it
 */
export function temporaryName(pid = process.pid): string {
  return `.pastiche-${realmOfProcesses()}-${pid}-${randomBytes(6).toString('hex')}.tmp`;
}

/**
 * Removes temporary files of processes that have ended: one that is killed, or loses its power, leaves
 * what it was about to rename. Each folder is looked through once; one that cannot be is left.
 */
export async function removeLeftFiles(folder: string): Promise<void> {
  if (swept.has(folder)) return;
  swept.add(folder);
  const names = await readdir(folder).catch(() => []);
  const left = names.filter((name) => isLeft(name));
  await Promise.all(left.map((name) => rm(join(folder, name), { force: true }).catch(() => {})));
}

function isLeft(name: string): boolean {
  const [, owner, pid] = NAME.exec(name) ?? [];
  return owner === realmOfProcesses() && !isAlive(Number(pid));
}

/** Processes of other machines and containers write into the same folder, and have numbers of their own. */
function realmOfProcesses(): string {
  realm ??= createHash('sha256').update(`${hostname()} ${processNamespace()}`).digest('hex');
  return realm.slice(0, 8);
}

function processNamespace(): string {
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    // Only Linux has several.
    return '';
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // What may not be asked, being another user's, is alive.
    return systemCode(error) !== 'ESRCH';
  }
}
