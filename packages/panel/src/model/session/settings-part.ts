import {
  definedFields,
  type GivenParameters,
  type Parameters,
  parseParameters,
} from '@pastiche/core';
import { type ReadonlySignal, signal } from '@preact/signals';
import type { Timers } from '../../channel/channel.js';
import type { Host } from '../../host/host.js';
import type { Settings } from '../model.js';
import type { Notices } from '../notices.js';
import { DEFAULT_SETTINGS, parseSettings } from './parse-settings.js';

/** A slider that is dragged is written once, when it rests. */
export const WRITE_DELAY_MS = 500;

/** Larger numbers were written by a newer version, whose fields are read as far as they are known. */
const FORMAT = 1;

/** What the person set. */
export interface SettingsPart {
  readonly settings: ReadonlySignal<Settings>;
  /** Reads what the host kept; what was changed meanwhile stays. Never rejects. */
  load(): Promise<void>;
  /** A size takes the place of the picture's own. @returns whether the change was accepted; a refusal is told as a notice */
  change(change: GivenParameters): boolean;
  /** As `change`, where the size is another than before. */
  replace(parameters: Parameters): void;
  set(change: Partial<Omit<Settings, 'parameters'>>): void;
  /** Writes what has not been written yet. */
  close(): void;
}

export interface SettingsPartOptions {
  readonly host: Pick<Host, 'readSettings' | 'writeSettings'>;
  readonly timers: Timers;
  readonly notices: Notices;
}

/** Settings that the host remembers. */
export function createSettingsPart({ host, timers, notices }: SettingsPartOptions): SettingsPart {
  const settings = signal(DEFAULT_SETTINGS);
  const writing = createDelayedWrite(timers, () => {
    const kept = { format: FORMAT, ...settings.peek() };
    host.writeSettings(kept).catch(notices.error);
  });
  const put = (next: Settings) => {
    settings.value = next;
    writing.arm();
  };
  return {
    settings,
    load: async () => {
      try {
        const kept = parseSettings(await host.readSettings());
        settings.value = withChanges(kept, settings.peek());
      } catch (error) {
        notices.error(error);
      }
    },
    change: (change) => {
      try {
        const given = { ...settings.peek().parameters, ...definedFields(change) };
        const parameters = parseParameters(given);
        const { originalSize } = settings.peek();
        put({
          ...settings.peek(),
          parameters,
          originalSize: originalSize && change.size === undefined,
        });
        return true;
      } catch (error) {
        notices.error(error);
        return false;
      }
    },
    replace: (parameters) => {
      const before = settings.peek();
      const isSameSize = parameters.size === before.parameters.size;
      put({ ...before, parameters, originalSize: before.originalSize && isSameSize });
    },
    set: (change) => put({ ...settings.peek(), ...definedFields(change) }),
    close: writing.close,
  };
}

function createDelayedWrite(timers: Timers, write: () => void) {
  let timer: unknown = null;
  let closed = false;
  const stop = () => {
    if (timer !== null) timers.clear(timer);
    timer = null;
  };
  return {
    arm: () => {
      stop();
      if (closed) return;
      timer = timers.set(() => {
        timer = null;
        write();
      }, WRITE_DELAY_MS);
    },
    close: () => {
      closed = true;
      if (timer === null) return;
      stop();
      write();
    },
  };
}

/** What differs from the defaults before anything was read was changed by the person. */
function withChanges(kept: Settings, present: Settings): Settings {
  const fields = { ...kept, ...differing(present, DEFAULT_SETTINGS) };
  const parameters = {
    ...kept.parameters,
    ...differing(present.parameters, DEFAULT_SETTINGS.parameters),
  };
  return parseSettings({ ...fields, parameters });
}

function differing<T extends object>(present: T, defaults: T): Partial<T> {
  const entries = Object.entries(present).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(defaults[name as keyof T]),
  );
  return Object.fromEntries(entries) as Partial<T>;
}
