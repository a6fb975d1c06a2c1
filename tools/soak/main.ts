// Paints tiny pictures over and over, in every way there is, with faults injected:
// npm run soak -- [--minutes 10] [--seed 1] [--lane panel] [--fault killed] [--from 0 (the first run's number)] [--runs 100 (instead of
// minutes)] [--out .cache/soak/report.json]. The report is written anew every minute, as JSON and, beside it, as tables.
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { mountObstacle, withMounts } from '../../packages/test-fixtures/src/vscode/small-mounts.js';
import { FAULTS, LANES } from './runs/faults.js';
import { DISK, LOCKED } from './runs/places.js';
import { type SoakOrder, soak } from './soak.js';

const SAMPLE = fileURLToPath(new URL('../../samples/street.png', import.meta.url));

/** Of the small file system. */
const DISK_BYTES = 64 * 4096;

/** Tells the process in which the small file systems are mounted what it is to do. */
const ORDER = 'SOAK_ORDER';

function main(): void {
  const obstacle = mountObstacle();
  if (obstacle !== undefined) throw new Error(`There is no soaking here: ${obstacle}.`);
  const order = orderOfUser();
  const root = mkdtempSync(join(tmpdir(), 'pastiche-soak-'));
  try {
    const mounts = order.lanes.flatMap((lane) => {
      const at = (name: string) => join(root, lane, name);
      for (const name of [DISK, LOCKED]) {
        mkdirSync(at(name), { recursive: true });
        // Where it is mounted first.
        mkdirSync(`${at(name)}.mount`);
      }
      // What can be read where nothing can be written.
      copyFileSync(SAMPLE, join(at(LOCKED), 'photo.png'));
      return [
        { folder: at(DISK), bytes: DISK_BYTES, readOnly: false },
        { folder: at(LOCKED), bytes: 256 * 4096, readOnly: true },
      ];
    });
    const own = [process.execPath, ...process.execArgv, import.meta.filename];
    const [program = '', ...args] = withMounts(mounts, own);
    const env = { ...process.env, [ORDER]: JSON.stringify({ ...order, root }) };
    const { status } = spawnSync(program, args, { stdio: 'inherit', env });
    process.exitCode = status ?? 1;
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

function orderOfUser(): Omit<SoakOrder, 'root'> {
  const { values } = parseArgs({
    options: {
      minutes: { type: 'string', default: '10' },
      runs: { type: 'string' },
      from: { type: 'string', default: '0' },
      seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
      lane: { type: 'string', multiple: true },
      fault: { type: 'string', multiple: true },
      out: { type: 'string', default: join('.cache', 'soak', 'report.json') },
    },
  });
  const lanes = known('lane', values.lane ?? LANES, LANES);
  const inLanes = lanes.flatMap((lane) => [...FAULTS[lane]]);
  const out = resolve(values.out);
  mkdirSync(dirname(out), { recursive: true });
  return {
    out,
    lanes,
    faults: values.fault === undefined ? null : known('fault', values.fault, inLanes),
    seed: Number(values.seed),
    from: Number(values.from),
    minutes: Number(values.minutes),
    runs: values.runs === undefined ? null : Number(values.runs),
  };
}

function known<Name extends string>(
  what: string,
  given: readonly string[],
  names: readonly Name[],
): Name[] {
  return given.map((one) => {
    const found = names.find((name) => name === one);
    if (found === undefined) {
      throw new Error(`There is no ${what} ${one}: ${[...new Set(names)].join(', ')}`);
    }
    return found;
  });
}

const order = process.env[ORDER];
if (order === undefined) main();
// What a hung lane left open keeps nobody waiting.
else process.exit(await soak(JSON.parse(order)));
