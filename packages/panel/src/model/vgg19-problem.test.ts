import { expect, test } from 'vitest';
import { settle, startTestPanel } from '../../test/start-test-panel.js';
import type { WeightsPhase } from '../engine/shared-download.js';

const VGG19 = { style: 'built-in:woodcut', host: { settings: { network: 'vgg19' } } };

/** A run that failed so in a phase. */
async function lacking(code: string, message: string, phase?: WeightsPhase) {
  const panel = await startTestPanel(VGG19);
  await panel.model.stylize();
  panel.engine.lastRun.emit({ kind: 'loading', network: 'vgg19', loaded: 1, total: 9, phase });
  panel.engine.lastRun.fail(code, message);
  await settle();
  const job = panel.model.job.value;
  if (job.kind !== 'failed') throw new Error('It did not fail.');
  return { ...panel, problem: job.problem };
}

test('a download that fails is told in one short sentence; the report has the long one', async () => {
  const long = 'group1 could not be read from https://a.example/ in 4 tries: 503; try later.';
  const { model, engine, problem } = await lacking('weights-unavailable', long);
  expect(problem).toMatchObject({
    message: 'VGG19 could not be downloaded; check the connection.',
    wantsVgg19: true,
  });
  expect(problem.details).toContain('503; try later.');
  await model.tryAgain();
  expect(engine.lastRun.request.network).toBe('vgg19');
});

test('the built-in network paints instead, and stays chosen', async () => {
  const { model, engine, problem } = await lacking('checksum-mismatch', 'The file is another.');
  expect(problem.message).toBe(
    'VGG19 arrived damaged, as checking its files showed; bring it here again.',
  );
  await model.tryAgain({ network: 'vgg19-lite' });
  expect(engine.runs.length).toBe(2);
  expect(engine.lastRun.request.network).toBe('vgg19-lite');
  expect(model.settings.value.network).toBe('vgg19-lite');
});

test('a host’s own sentence about its files is kept, with the same ways out', async () => {
  const { problem } = await lacking('not-found', 'The folder should hold model.json.', 'copying');
  expect(problem).toMatchObject({
    message: 'VGG19 could not be copied from its folder: The folder should hold model.json.',
    wantsVgg19: true,
  });
});

test.each<[WeightsPhase, string, string]>([
  [
    'copying',
    'checksum-mismatch',
    'VGG19 could not be copied, because its folder holds other files',
  ],
  ['copying', 'invalid-weights', 'VGG19 could not be copied, because its folder holds other files'],
  ['verifying', 'invalid-weights', 'VGG19 arrived damaged, as checking its files showed'],
  ['verifying', 'weights-unavailable', "VGG19's files could not be checked: No answer."],
  ['unpacking', 'invalid-weights', 'VGG19 could not be loaded into the engine, because its files'],
  ['unpacking', 'out-of-memory', 'VGG19 could not be loaded into the engine: No answer.'],
])('a failure while %s, with the code %s, is told as "%s…"', async (phase, code, said) => {
  const { problem } = await lacking(code, 'No answer.', phase);
  expect(problem.message).toContain(said);
  expect(problem.wantsVgg19).toBe(true);
});

test('once VGG19 is in the engine, what fails is the painting', async () => {
  const { model, engine } = await startTestPanel(VGG19);
  await model.stylize();
  const loading = { kind: 'loading', network: 'vgg19', phase: 'unpacking', total: 9 } as const;
  engine.lastRun.emit({ ...loading, loaded: 8 });
  expect(model.job.value).toMatchObject({ kind: 'loading', loaded: 8 });
  engine.lastRun.emit({ ...loading, loaded: 9 });
  expect(model.job.value).toMatchObject({ kind: 'preparing' });
  engine.lastRun.fail('invalid-parameter', 'The style is too small.');
  await settle();
  expect(model.job.value).toMatchObject({ problem: { message: 'The style is too small.' } });
});

test('a run that fails later does not speak of VGG19', async () => {
  const { model, engine } = await startTestPanel(VGG19);
  await model.stylize();
  engine.lastRun.step(1, 10);
  engine.lastRun.fail('diverged', 'The painting fell apart.');
  await settle();
  expect(model.job.value).toMatchObject({ problem: { message: 'The painting fell apart.' } });
  expect(model.job.value).not.toHaveProperty('problem.wantsVgg19');
});
