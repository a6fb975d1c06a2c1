import { fileURLToPath } from 'node:url';
import { answerOf, endChild, forkSource } from '../../processes/child-answers.js';
import { chancesOf } from '../../runs/chances.js';
import type { FaultOf } from '../../runs/faults.js';
import type { Lane } from '../../runs/lane.js';
import type { Ending } from '../../runs/observed.js';
import type { Places } from '../../runs/places.js';
import { type CommandTrouble, commandTrouble } from './command-faults.js';
import type { PainterAnswer, PainterOrder } from './painter-messages.js';

const SCRIPT = fileURLToPath(new URL('painter-process.ts', import.meta.url));

/** One process that carries out one command line after the other. */
export function painterLane(places: Places, pictures: ReadonlyMap<string, Uint8Array>): Lane {
  const child = forkSource(SCRIPT, [], { PATH: process.env.PATH, LC_ALL: 'C.UTF-8' });
  let last: PainterAnswer | null = null;
  return {
    run: async ({ fault, seed }) => {
      places.renew();
      const kind = fault as FaultOf<'painter'>;
      const trouble = commandTrouble(kind, places, pictures, chancesOf(seed));
      const { afterMs = 0, act = () => {} } = trouble.later ?? {};
      const later = setTimeout(act, sooner(afterMs));
      const answer = await answerOf<PainterAnswer>(child, orderOf(trouble, places));
      clearTimeout(later);
      if (answer !== null) last = answer;
      const ending: Ending =
        answer === null ? { kind: 'hung' } : { kind: 'exit', code: answer.code };
      const touched = places.touched();
      const files = await places.seen();
      return {
        seen: { ending, words: answer?.words ?? '', touched, files, uncaught: [] },
        allowed: trouble.allowed,
      };
    },
    memory: async () =>
      last === null
        ? []
        : [
            { process: 'painter', measure: 'live', megabytes: last.live },
            { process: 'painter', measure: 'resident', megabytes: last.resident },
          ],
    close: () => endChild(child),
  };
}

function orderOf(trouble: CommandTrouble, places: Places): PainterOrder {
  const { args, cwd = places.root, otherPlaces, chaos, signal } = trouble;
  const { threadAfterMs = null, jumps = [] } = (chaos ?? {}) as Partial<PainterOrder>;
  return {
    args,
    cwd,
    home: otherPlaces ?? places.home,
    temporary: otherPlaces ?? places.temporary,
    threadAfterMs,
    jumps,
    interruptAfterMs: signal === undefined ? null : sooner(signal.afterMs),
  };
}

/** A program that is started already is quicker. */
function sooner(ms: number): number {
  return Math.round(ms / 4);
}
