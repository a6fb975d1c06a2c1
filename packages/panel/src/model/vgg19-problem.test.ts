import { expect, test } from 'vitest';
import { settle, startTestPanel } from '../../test/start-test-panel.js';

const VGG19 = { style: 'built-in:woodcut', host: { settings: { network: 'vgg19' } } };

/** A run whose download failed so. */
async function lacking(code: string, message: string) {
  const panel = await startTestPanel(VGG19);
  await panel.model.stylize();
  panel.engine.lastRun.emit({ kind: 'loading', network: 'vgg19', loaded: 1, total: 9 });
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
  expect(problem.message).toBe('VGG19 arrived damaged; download it again.');
  await model.tryAgain({ network: 'vgg19-lite' });
  expect(engine.runs.length).toBe(2);
  expect(engine.lastRun.request.network).toBe('vgg19-lite');
  expect(model.settings.value.network).toBe('vgg19-lite');
});

test('a host’s own sentence about its files is kept, with the same ways out', async () => {
  const { problem } = await lacking('not-found', 'The folder should hold model.json.');
  expect(problem).toMatchObject({
    message: 'The folder should hold model.json.',
    wantsVgg19: true,
  });
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
