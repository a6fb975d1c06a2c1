import { type Said, type Say, sentence } from '@pastiche/core';
import { MultiBar, type SingleBar } from 'cli-progress';
import { formatBytes } from '../base/readable-units.js';
import { inputBaseName } from '../base/standard-streams.js';
import type { CommandEvent, Reporter } from './command-event.js';
import {
  describeFailure,
  describeSaved,
  describeStep,
  describeStepWithTime,
} from './run-sentences.js';

const FORMAT = '{name} {bar} {percentage}% | {text}';

/**
 * Tells progress with bars: one for every content that is being painted, one for a download, and
 * one for the count of contents when there are several.
 */
export function createProgressBars({ screen, say }: Screen, contents: number): Reporter {
  const bars = new MultiBar({
    stream: screen,
    format: FORMAT,
    barsize: 20,
    hideCursor: true,
    clearOnComplete: true,
    linewrap: false,
    forceRedraw: true,
  });
  const running = new Map<string, SingleBar>();
  let finished = 0;
  const all =
    contents > 1 ? bars.create(contents, 0, { name: say(sentence`all contents`), text: '' }) : null;
  const barFor = (key: string, name: string, total: number): SingleBar => {
    const bar = running.get(key) ?? bars.create(total, 0, { name, text: '' });
    running.set(key, bar);
    bar.setTotal(total);
    return bar;
  };
  const remove = (key: string) => {
    const bar = running.get(key);
    if (bar !== undefined) bars.remove(bar);
    running.delete(key);
  };
  const tell = (line: Said) => {
    bars.log(`${say(line)}\n`);
    bars.update();
  };
  const finish = (content: string, line: Said) => {
    remove(content);
    finished += 1;
    all?.update(finished, { text: say(sentence`${finished} of ${contents}`) });
    tell(line);
  };
  return {
    report: (event) => showEvent(event, { barFor, remove, tell, finish, say }),
    close: () => bars.stop(),
  };
}

/** What the bars are drawn on, and the language in which. */
export interface Screen {
  readonly screen: NodeJS.WritableStream;
  readonly say: Say;
}

interface Bars {
  barFor(key: string, name: string, total: number): SingleBar;
  remove(key: string): void;
  tell(line: Said): void;
  finish(content: string, line: Said): void;
  readonly say: Say;
}

function showEvent(event: CommandEvent, bars: Bars): void {
  if (event.kind === 'note') {
    bars.tell(event.message);
  } else if (event.kind === 'saved') {
    bars.finish(event.content, describeSaved(event.saved));
  } else if (event.kind === 'failed') {
    bars.finish(event.content, describeFailure(event.content, event.message));
  } else if (event.kind === 'download') {
    const { received, total } = event;
    const text = total === null ? formatBytes(received) : sentence`of ${formatBytes(total)}`;
    bars
      .barFor('download', bars.say(sentence`the network's weights`), total ?? received)
      .update(received, { text: bars.say(text) });
  } else {
    bars.remove('download');
    showStep(event.content, event.step, bars);
  }
}

function showStep(
  content: string,
  step: Extract<CommandEvent, { kind: 'step' }>['step'],
  bars: Bars,
): void {
  const name = inputBaseName(content);
  if (step.phase === 'preparing') {
    bars.barFor(content, name, 1).update({ text: bars.say(describeStep(step)) });
    return;
  }
  const { index, of } = step.overall;
  bars.barFor(content, name, of).update(index, { text: bars.say(describeStepWithTime(step)) });
}
