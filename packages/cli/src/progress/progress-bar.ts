import { MultiBar, type SingleBar } from 'cli-progress';
import { formatBytes, formatDuration } from '../base/readable-units.js';
import { inputBaseName } from '../base/standard-streams.js';
import type { CommandEvent, Reporter } from './command-event.js';
import { describeFailure, describeSaved, describeStep } from './run-sentences.js';

const FORMAT = '{name} {bar} {percentage}% | {text}';

/**
 * Tells progress with bars: one for every content that is being painted, one for a download, and
 * one for the count of contents when there are several.
 */
export function createProgressBars(screen: NodeJS.WritableStream, contents: number): Reporter {
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
  const all = contents > 1 ? bars.create(contents, 0, { name: 'all contents', text: '' }) : null;
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
  const tell = (line: string) => {
    bars.log(`${line}\n`);
    bars.update();
  };
  const finish = (content: string, line: string) => {
    remove(content);
    finished += 1;
    all?.update(finished, { text: `${finished} of ${contents}` });
    tell(line);
  };
  return {
    report: (event) => showEvent(event, { barFor, remove, tell, finish }),
    close: () => bars.stop(),
  };
}

interface Screen {
  barFor(key: string, name: string, total: number): SingleBar;
  remove(key: string): void;
  tell(line: string): void;
  finish(content: string, line: string): void;
}

function showEvent(event: CommandEvent, screen: Screen): void {
  if (event.kind === 'note') {
    screen.tell(event.message);
  } else if (event.kind === 'saved') {
    screen.finish(event.content, describeSaved(event.saved));
  } else if (event.kind === 'failed') {
    screen.finish(event.content, describeFailure(event.content, event.message));
  } else if (event.kind === 'download') {
    const { received, total } = event;
    const text = total === null ? formatBytes(received) : `of ${formatBytes(total)}`;
    screen
      .barFor('download', "the network's weights", total ?? received)
      .update(received, { text });
  } else {
    screen.remove('download');
    showStep(event.content, event.step, screen);
  }
}

function showStep(
  content: string,
  step: Extract<CommandEvent, { kind: 'step' }>['step'],
  screen: Screen,
): void {
  const name = inputBaseName(content);
  if (step.phase === 'preparing') {
    screen.barFor(content, name, 1).update({ text: describeStep(step) });
    return;
  }
  const { index, of } = step.overall;
  screen
    .barFor(content, name, of)
    .update(index, { text: `${describeStep(step)}, ${formatDuration(step.secondsLeft)} left` });
}
