import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { answerOf, endChild, forkSource } from '../../processes/child-answers.js';
import { type Chances, chancesOf, clockJumps } from '../../runs/chances.js';
import type { FaultOf } from '../../runs/faults.js';
import type { Lane } from '../../runs/lane.js';
import type { Allowed, Ending } from '../../runs/observed.js';
import type { Places } from '../../runs/places.js';
import type { BatchAnswer, BatchOrder } from './batch-messages.js';

type Fault = FaultOf<'batch'>;

const SCRIPT = fileURLToPath(new URL('batch-host.ts', import.meta.url));

/** A batch of three takes about so long, ms. */
const USUAL_MS = 2500;

const ALLOWED: Record<Fault, Allowed> = {
  none: { ends: ['painted'] },
  'disk-full': { ends: ['painted', 'told'], says: /disk is full/ },
  'place-read-only': { ends: ['told'], says: /may not be read or written|read-only/ },
  'picture-changed': { ends: ['painted', 'told'], says: /night\.png/ },
  'picture-removed': { ends: ['painted', 'told'], says: /no longer there/ },
  'context-lost': { ends: ['painted', 'told'] },
  'worker-killed': { ends: ['painted', 'told'], says: /worker was ended/ },
  'tab-closed': { ends: ['painted', 'told', 'given-up'] },
  cancelled: { ends: ['painted', 'told', 'given-up'] },
  'clock-jumps': { ends: ['painted'] },
  'host-killed': { ends: ['painted'], isKilled: true },
};

/** Nothing is done while it paints. */
const UNDISTURBED: Omit<BatchOrder, 'pictures'> = {
  backend: 'wasm',
  cancelsAfterMs: null,
  closesTabAfterMs: null,
  losesContextAfterMs: null,
  killsWorkerAfterMs: null,
  jumps: [],
};

/** VS Code's batch: the built extension in a simulated editor that lives through all runs. */
export async function batchLane(
  places: Places,
  pictures: ReadonlyMap<string, Uint8Array>,
): Promise<Lane> {
  const host = await startHost(places);
  let last: BatchAnswer | null = null;
  return {
    run: async ({ fault: name, seed }) => {
      places.renew();
      const fault = name as Fault;
      const chances = chancesOf(seed);
      const order = orderOf(fault, places, pictures, chances);
      const changes = changeLater(fault, places, pictures, chances);
      const killed = fault === 'host-killed' ? await startHost(places) : null;
      const killing = setTimeout(() => killed?.kill('SIGKILL'), chances.whole(0, USUAL_MS));
      const answer = await answerOf<BatchAnswer>(killed ?? host, order);
      clearTimeout(changes);
      clearTimeout(killing);
      if (killed !== null) {
        await endChild(killed);
        await paintAgain(host, order, places);
      } else if (answer !== null) last = answer;
      const seen = { ending: endingOf(answer, killed !== null), words: answer?.words ?? '' };
      const touched = places.touched();
      const uncaught = answer?.uncaught ?? [];
      return {
        seen: { ...seen, touched, files: await places.seen(), uncaught },
        allowed: ALLOWED[fault],
      };
    },
    memory: async () =>
      last === null
        ? []
        : [
            { process: 'batch, host', measure: 'live', megabytes: last.live },
            { process: 'batch, host', measure: 'resident', megabytes: last.resident },
          ],
    close: () => endChild(host),
  };
}

/** Nobody tidies up after himself when he is killed; but who writes the same files an hour later does. */
async function paintAgain(host: ChildProcess, order: BatchOrder, places: Places): Promise<void> {
  const then = new Date(Date.now() - 2 * 3_600_000);
  for (const name of readdirSync(places.originals)) {
    if (name.endsWith('.part')) utimesSync(join(places.originals, name), then, then);
  }
  await answerOf<BatchAnswer>(host, order);
}

async function startHost(places: Places): Promise<ChildProcess> {
  const child = forkSource(SCRIPT, [join(places.home, 'storage')]);
  await once(child, 'message');
  return child;
}

function orderOf(
  fault: Fault,
  places: Places,
  pictures: ReadonlyMap<string, Uint8Array>,
  chances: Chances,
): BatchOrder {
  const names = [...pictures.keys()];
  const at = chances.whole(0, USUAL_MS);
  const inFolder = (folder: string) => names.map((name) => join(folder, name));
  const order = { ...UNDISTURBED, pictures: inFolder(places.originals) };
  switch (fault) {
    case 'disk-full':
      for (const [name, bytes] of pictures) places.put(join(places.disk, name), bytes);
      places.fill(4096 * chances.whole(0, 2));
      return { ...order, pictures: inFolder(places.disk) };
    case 'place-read-only':
      return { ...order, pictures: [join(places.locked, 'photo.png')] };
    case 'context-lost':
      return { ...order, backend: 'webgl', losesContextAfterMs: 2 * at };
    case 'worker-killed':
      return { ...order, killsWorkerAfterMs: at };
    case 'tab-closed':
      return { ...order, closesTabAfterMs: at };
    case 'cancelled':
      return { ...order, cancelsAfterMs: at };
    case 'clock-jumps':
      return { ...order, jumps: clockJumps(chances) };
    default:
      return order;
  }
}

/** Another program changes or removes the last picture of the batch. */
function changeLater(
  fault: Fault,
  places: Places,
  pictures: ReadonlyMap<string, Uint8Array>,
  chances: Chances,
): NodeJS.Timeout | undefined {
  const name = [...pictures.keys()].at(-1) ?? '';
  const path = join(places.originals, name);
  const bytes = pictures.get('photo.png') ?? new Uint8Array();
  const change = {
    'picture-changed': () => places.put(path, bytes.subarray(0, chances.whole(0, bytes.length))),
    'picture-removed': () => places.take(path),
  }[fault as string];
  return change && setTimeout(change, chances.whole(0, USUAL_MS));
}

function endingOf(answer: BatchAnswer | null, isKilled: boolean): Ending {
  if (answer === null) return isKilled ? { kind: 'signal', name: 'SIGKILL' } : { kind: 'hung' };
  const end = answer.words.includes('Cancelled') ? 'given-up' : 'painted';
  return { kind: 'came-to', end: answer.told === 'error' ? 'told' : end };
}
