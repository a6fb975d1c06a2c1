import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { faultsInWorkflow, rightsToWrite } from './workflows.js';

const FOLDER = fileURLToPath(new URL('../../.github/workflows/', import.meta.url));
const workflows = readdirSync(FOLDER).map((name) => ({
  name,
  text: readFileSync(`${FOLDER}${name}`, 'utf8'),
}));

/** All that may be written by a workflow. Whoever adds a line here gives strangers' code that right. */
const RIGHTS: Readonly<Record<string, readonly string[]>> = {
  'page.yml': ['publish: pages', 'publish: id-token'],
  'release.yml': ['npm: id-token', 'github: contents'],
};

describe('the workflows', () => {
  it('are there to be checked', () => {
    expect(workflows.map(({ name }) => name)).toContain('ci.yml');
  });

  it.each(workflows)(
    '$name pins its actions, leaves no credentials and asks for few rights',
    ({ text }) => {
      expect(faultsInWorkflow(text)).toEqual([]);
    },
  );

  it.each(workflows)('$name writes no more than is agreed', ({ name, text }) => {
    expect(rightsToWrite(text)).toEqual(RIGHTS[name] ?? []);
  });
});

it('pnpm takes no version that is younger than a week, or whose publisher proved less than before', () => {
  const file = new URL('../../pnpm-workspace.yaml', import.meta.url);
  const settings = parse(readFileSync(file, 'utf8'));
  expect(settings.minimumReleaseAge).toBeGreaterThanOrEqual(7 * 24 * 60);
  expect(settings.trustPolicy).toBe('no-downgrade');
});

const COMMIT = '0123456789abcdef0123456789abcdef01234567';

/** A workflow in which everything is right, or `from` is replaced by `to`. */
function workflow(from: string | RegExp = '', to = ''): string {
  return [
    'on: push',
    'permissions:',
    '  contents: read',
    'jobs:',
    '  test:',
    '    permissions: { contents: read, id-token: write }',
    '    steps:',
    `      - uses: actions/checkout@${COMMIT} # v7.0.1`,
    '        with: { persist-credentials: false }',
    '      - run: npm test',
    `        env: { TAG: "\${{ github.ref_name }}" }`,
  ]
    .join('\n')
    .replace(from, to);
}

describe('a workflow', () => {
  it('in which everything is right has no fault', () => {
    expect(faultsInWorkflow(workflow())).toEqual([]);
    expect(rightsToWrite(workflow())).toEqual(['test: id-token']);
  });

  it.each([
    ['a version', `@${COMMIT} # v7.0.1`, '@v7'],
    ['a branch', `@${COMMIT} # v7.0.1`, '@main # v7.0.1'],
    ['a short commit', COMMIT, COMMIT.slice(0, 12)],
    ['a commit of no version', ' # v7.0.1', ''],
    ['an image', `actions/checkout@${COMMIT}`, 'docker://alpine:3'],
    ['a quoted key', 'uses: actions/checkout@', '"uses": actions/checkout@v7 #'],
  ])('with an action pinned by %s has a fault', (_, from, to) => {
    expect(faultsInWorkflow(workflow(from, to))[0]).toMatch(/should be pinned/);
  });

  it.each([
    ['no permissions', /permissions:\n {2}contents: read\n/, ''],
    ['all permissions', /permissions:\n {2}contents: read/, 'permissions: write-all'],
    ['rights to write for every job', 'contents: read', 'contents: write'],
  ])('with %s has a fault', (_, from, to) => {
    expect(faultsInWorkflow(workflow(from, to))).toEqual([
      'The workflow should have permissions: none, or to read only; a job may add to them.',
    ]);
  });

  it('with a job that may do everything has a fault', () => {
    const text = workflow('{ contents: read, id-token: write }', 'write-all');
    expect(faultsInWorkflow(text)).toEqual([
      'The job test should name its permissions one by one.',
    ]);
  });

  it.each([
    ['persist-credentials: true', 'persist-credentials: false'],
    ['fetch-depth: 1', 'persist-credentials: false'],
  ])('with a checkout with %s has a fault', (to, from) => {
    expect(faultsInWorkflow(workflow(from, to))).toEqual([
      'In the job test, the checkout should have persist-credentials: false.',
    ]);
  });

  it('with a script that holds what others have chosen has a fault', () => {
    const text = workflow('run: npm test', `run: echo \${{ github.head_ref }}`);
    expect(faultsInWorkflow(text)).toEqual([
      'In the job test, a script should take what it is given from its environment.',
    ]);
  });
});
