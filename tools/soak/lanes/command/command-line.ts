import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chancesOf } from '../../runs/chances.js';
import type { FaultOf } from '../../runs/faults.js';
import { type Lane, PATIENCE_MS } from '../../runs/lane.js';
import type { Ending, Observed } from '../../runs/observed.js';
import type { Places } from '../../runs/places.js';
import { type CommandTrouble, commandTrouble } from './command-faults.js';

const PROGRAM = fileURLToPath(
  new URL('../../../../packages/cli/dist/pastiche.js', import.meta.url),
);
const CHAOS = new URL('chaos-preload.mjs', import.meta.url).href;

/** A user without any rights. */
const NOBODY = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'];

/** Starts the built program anew for every run. */
export function commandLineLane(places: Places, pictures: ReadonlyMap<string, Uint8Array>): Lane {
  return {
    run: async ({ fault, seed }) => {
      places.renew();
      const kind = canBeNobody() || fault !== 'picture-not-readable' ? fault : 'none';
      const trouble = commandTrouble(
        kind as FaultOf<'command-line'>,
        places,
        pictures,
        chancesOf(seed),
      );
      if (trouble.asNobody) chmodSync(join(places.originals, 'photo.png'), 0o600);
      const { ending, words } = await runCommand(trouble, places);
      const again = ending.kind === 'signal' ? await paintAgain(trouble, places) : '';
      const touched = places.touched();
      const seen: Observed = {
        ...{ ending, words: words + again, touched },
        ...{ files: await places.seen(), uncaught: [] },
      };
      return { seen, allowed: trouble.allowed };
    },
    memory: async () => [],
    close: async () => {},
  };
}

/** Only the machine's own root may be somebody else; that of a namespace may not. */
function canBeNobody(): boolean {
  return /^\s*0\s+0\s+4294967295/.test(readFileSync('/proc/self/uid_map', 'utf8'));
}

/** Nobody tidies up after himself when he is killed, but the next run into the same folder does. */
async function paintAgain({ args }: CommandTrouble, places: Places): Promise<string> {
  const { ending, words } = await runCommand(
    { args: [...args, '--overwrite'], allowed: { ends: [0] } },
    places,
  );
  const isDone = ending.kind === 'exit' && ending.code === 0;
  return isDone ? '' : `\nThe next run is unforeseen: ${JSON.stringify(ending)} ${words}`;
}

interface Finished {
  readonly ending: Ending;
  readonly words: string;
}

function runCommand(trouble: CommandTrouble, places: Places): Promise<Finished> {
  const child = start(trouble, places);
  const timers: NodeJS.Timeout[] = [];
  const after = (ms: number, act: () => void) => timers.push(setTimeout(act, ms));
  let words = '';
  child.stderr?.on('data', (bytes: Buffer) => {
    words += bytes.toString();
  });
  child.stdout?.resume();
  const { later, signal, killsChildAfterMs } = trouble;
  if (later !== undefined) after(later.afterMs, later.act);
  for (const [index, name] of (signal?.names ?? []).entries()) {
    after((signal?.afterMs ?? 0) + 30 * index, () => child.kill(name));
  }
  if (killsChildAfterMs !== undefined) after(killsChildAfterMs, () => killChildOf(child.pid));
  return new Promise((resolve, reject) => {
    let isLate = false;
    after(PATIENCE_MS, () => {
      isLate = true;
      child.kill('SIGKILL');
    });
    child.on('error', reject);
    child.on('close', (code, name) => {
      for (const timer of timers) clearTimeout(timer);
      resolve({ ending: isLate ? { kind: 'hung' } : endingOf(code, name), words });
    });
  });
}

function start(trouble: CommandTrouble, places: Places): ChildProcess {
  const { args, cwd = places.root, otherPlaces, chaos, kilobytes, asNobody = false } = trouble;
  const limit = ['bash', '-c', `ulimit -f ${kilobytes}; exec "$0" "$@"`];
  const [file = '', ...rest] = [
    ...(asNobody ? NOBODY : []),
    ...(kilobytes === undefined ? [] : limit),
    ...[process.execPath, PROGRAM, ...args],
  ];
  const env = {
    PATH: process.env.PATH,
    LC_ALL: 'C.UTF-8',
    HOME: otherPlaces ?? places.home,
    TMPDIR: otherPlaces ?? places.temporary,
    ...(chaos && { NODE_OPTIONS: `--import=${CHAOS}`, SOAK_CHAOS: JSON.stringify(chaos) }),
  };
  return spawn(file, rest, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
}

function endingOf(code: number | null, name: string | null): Ending {
  return code === null ? { kind: 'signal', name: name ?? '' } : { kind: 'exit', code };
}

/** The system lists the children of a process. */
function killChildOf(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    const [task = ''] = readdirSync(`/proc/${pid}/task`);
    const [child] = readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ');
    if (child) process.kill(Number(child), 'SIGKILL');
  } catch {
    // It has ended already.
  }
}
