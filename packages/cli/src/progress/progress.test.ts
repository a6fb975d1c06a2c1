import { PassThrough } from 'node:stream';
import { inEnglish } from '@pastiche/core';
import { describe, expect, it, vi } from 'vitest';
import type { CommandEvent, SavedRun } from './command-event.js';
import { createReporter } from './progress.js';
import { createProgressLines } from './progress-lines.js';

const losses = {
  total: 0.6,
  content: 0.0213,
  style: 0.104,
  totalVariation: 0,
  contentByLayer: { conv4_2: 0.0213 },
  styleByLayer: { conv1_1: 0.104 },
};

function paintingStep(index: number, scaleIndex = 1): CommandEvent {
  return {
    kind: 'step',
    content: 'photo.jpg',
    step: {
      phase: 'painting',
      scale: { index: scaleIndex, of: 3, width: 362, height: 272 },
      iteration: { index, of: 90 },
      overall: { index: 100 + index, of: 250 },
      losses,
      msPerIteration: 400,
      secondsLeft: 75,
    },
  };
}

it('tells a note once, however often a batch comes upon it', () => {
  const written: string[] = [];
  const err = { write: (text: string) => written.push(text) };
  const terminal = { out: { write: () => true }, err, screen: null, say: inEnglish };
  const reporter = createReporter(terminal, { json: false, quiet: false, contents: 2 });
  for (const message of ['waves.gif holds 2 frames.', 'waves.gif holds 2 frames.', 'Other news.']) {
    reporter.report({ kind: 'note', message });
  }
  reporter.close();
  expect(written).toEqual(['waves.gif holds 2 frames.\n', 'Other news.\n']);
});

const saved: SavedRun = {
  output: 'out.png',
  width: 512,
  height: 384,
  iterations: { index: 250, of: 250 },
  stoppedEarly: false,
  losses,
  seconds: 92,
  shortfalls: [],
};
const savedEvent: CommandEvent = { kind: 'saved', content: 'photo.jpg', saved };

function recorder() {
  const texts = { out: '', err: '' };
  return {
    texts,
    terminal: {
      out: {
        write: (text: string) => {
          texts.out += text;
        },
      },
      err: {
        write: (text: string) => {
          texts.err += text;
        },
      },
      screen: null,
      say: inEnglish,
    },
  };
}

describe('createProgressLines', () => {
  function linesAt() {
    const { texts, terminal } = recorder();
    let time = 0;
    const lines = createProgressLines(terminal, { steps: true, now: () => time });
    const wait = (ms: number) => {
      time += ms;
    };
    return { texts, lines, wait };
  }

  it('tells a step with scale, iteration, losses and time left', () => {
    const { texts, lines } = linesAt();
    lines.report(paintingStep(40));
    expect(texts.err).toBe(
      'photo.jpg: scale 2/3 (362 × 272 px), iteration 40/90, content 0.0213, style 0.104, 1 min 15 s left\n',
    );
  });

  it('tells a step every ten seconds and at a new scale', () => {
    const { texts, lines, wait } = linesAt();
    lines.report(paintingStep(1));
    wait(9000);
    lines.report(paintingStep(2));
    wait(1000);
    lines.report(paintingStep(3));
    lines.report(paintingStep(1, 2));
    expect(texts.err.match(/iteration \d+/g)).toEqual([
      'iteration 1',
      'iteration 3',
      'iteration 1',
    ]);
  });

  it('tells a download only when it takes long', () => {
    const { texts, lines, wait } = linesAt();
    const download = { kind: 'download', name: 'vgg19', received: 5e6, total: 2e7 } as const;
    lines.report(download);
    expect(texts.err).toBe('');
    wait(10_000);
    lines.report(download);
    expect(texts.err).toBe("Loading the network's weights: 5.0 MB of 20.0 MB\n");
  });

  it('tells results, failures and notes', () => {
    const { texts, lines } = linesAt();
    lines.report(savedEvent);
    lines.report({ kind: 'failed', content: 'b.jpg', message: 'b.jpg is empty (0 bytes).' });
    lines.report({ kind: 'note', message: 'A note.' });
    expect(texts.err.split('\n')).toEqual([
      'Saved out.png (512 × 384 px, 250 iterations, 1 min 32 s).',
      'b.jpg is empty (0 bytes).',
      'A note.',
      '',
    ]);
  });
});

describe('createReporter', () => {
  it('prints one JSON object per line on stdout, words on stderr', () => {
    const { texts, terminal } = recorder();
    const reporter = createReporter(terminal, { json: true, quiet: false, contents: 1 });
    reporter.report(paintingStep(40));
    reporter.report(savedEvent);
    reporter.report({ kind: 'failed', content: 'b.jpg', message: 'no' });
    reporter.report({ kind: 'note', message: 'A note.' });
    const objects = texts.out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(objects).toHaveLength(3);
    expect(objects[0]).toMatchObject({
      content: 'photo.jpg',
      phase: 'painting',
      overall: { index: 140, of: 250 },
      losses,
    });
    expect(objects[1]).toMatchObject({ phase: 'done', output: 'out.png', stoppedEarly: false });
    expect(objects[2]).toEqual({ content: 'b.jpg', phase: 'failed', message: 'no' });
    expect(texts.err).toContain('A note.\n');
    expect(texts.err).not.toContain('iteration 40');
  });

  it('says nothing with quiet', () => {
    const { texts, terminal } = recorder();
    const reporter = createReporter(terminal, { json: false, quiet: true, contents: 1 });
    for (const event of [paintingStep(1), savedEvent]) reporter.report(event);
    reporter.close();
    expect(texts).toEqual({ out: '', err: '' });
  });

  it('draws a bar where a person looks', async () => {
    const { texts, terminal } = recorder();
    const screen = Object.assign(new PassThrough(), { isTTY: true, columns: 150, rows: 24 });
    let drawn = '';
    screen.on('data', (bytes: Buffer) => {
      drawn += bytes.toString();
    });
    const reporter = createReporter(
      { ...terminal, screen },
      { json: false, quiet: false, contents: 1 },
    );
    reporter.report(paintingStep(40));
    await vi.waitFor(() => expect(drawn).toContain('photo.jpg '));
    reporter.report(savedEvent);
    reporter.close();
    expect(drawn).toContain(
      '56% | scale 2/3 (362 × 272 px), iteration 40/90, content 0.0213, style 0.104, 1 min 15 s left',
    );
    expect(drawn).toContain('Saved out.png (512 × 384 px, 250 iterations, 1 min 32 s).');
    expect(texts.err).toBe('');
  });
});
