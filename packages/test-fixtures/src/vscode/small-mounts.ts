import { spawnSync } from 'node:child_process';

/** A folder that becomes a file system of its own, with what was in it. */
export interface SmallMount {
  /** Absolute. */
  readonly folder: string;
  /** Room for files, bytes; a multiple of 4096. */
  readonly bytes: number;
  readonly readOnly: boolean;
}

/** Mounts $1 … in threes, then becomes the program that follows the `--`. */
const SCRIPT = `set -e
while [ "$1" != -- ]; do
  mount -t tmpfs -o "size=$2" none "$1.mount"
  cp -a "$1/." "$1.mount/"
  mount --bind "$1.mount" "$1"
  if [ "$3" = ro ]; then mount -o remount,bind,ro "$1"; fi
  shift 3
done
shift
exec "$@"`;

/** Why folders cannot be made read-only or small on this machine, or `undefined`. */
export function mountObstacle(): string | undefined {
  const [program, ...args] = namespaced();
  const { status } = spawnSync(program, [...args, 'mount', '-t', 'tmpfs', 'none', '/mnt']);
  if (status === 0) return undefined;
  return 'this machine lets nobody mount a small file system of their own (unshare, mount)';
}

/**
 * The command that runs another one with these mounts. Nobody but that program and its children sees
 * them, and they are gone when it is: root's rights, which pass over read-only folders, do not pass
 * over a file system that is mounted read-only.
 */
export function withMounts(mounts: readonly SmallMount[], command: readonly string[]): string[] {
  if (mounts.length === 0) return [...command];
  const triples = mounts.flatMap(({ folder, bytes, readOnly }) => [
    folder,
    String(bytes),
    readOnly ? 'ro' : 'rw',
  ]);
  return [...namespaced(), 'sh', '-c', SCRIPT, 'sh', ...triples, '--', ...command];
}

function namespaced(): [string, ...string[]] {
  return ['unshare', ...(process.getuid?.() === 0 ? ['-m'] : ['-r', '-m'])];
}
