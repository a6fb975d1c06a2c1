// The rules of .github/workflows: who reads one line of them should know what may run and what it may do.
import { isMap, isScalar, parseDocument, visit } from 'yaml';

/** An action at one commit, beside which stands the version that it was. */
const PINNED = /^[\w.-]+\/[\w./-]+@[0-9a-f]{40}$/;
const VERSION = /^ v\d+\.\d+\.\d+$/;

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface Job {
  readonly permissions?: unknown;
  readonly steps?: readonly Step[];
}

interface Workflow {
  readonly permissions?: unknown;
  readonly jobs?: Readonly<Record<string, Job>>;
}

/** What in a workflow's text breaks a rule, one sentence each. Throws an Error for text that is no YAML. */
export function faultsInWorkflow(text: string): string[] {
  const workflow: Workflow = readWorkflow(text).toJS();
  const jobs = Object.entries(workflow.jobs ?? {});
  return [
    ...unpinnedActions(text),
    ...(isReadOnly(workflow.permissions)
      ? []
      : ['The workflow should have permissions: none, or to read only; a job may add to them.']),
    ...jobs
      .filter(([, { permissions = {} }]) => !isRecord(permissions))
      .map(([name]) => `The job ${name} should name its permissions one by one.`),
    ...jobs.flatMap(([name, { steps = [] }]) => steps.flatMap((step) => faultsInStep(name, step))),
  ];
}

/** Which jobs may write what: `job: scope`. */
export function rightsToWrite(text: string): string[] {
  const { jobs = {} }: Workflow = readWorkflow(text).toJS();
  return Object.entries(jobs).flatMap(([name, { permissions }]) =>
    Object.entries(isRecord(permissions) ? permissions : {})
      .filter(([, right]) => right !== 'read' && right !== 'none')
      .map(([scope]) => `${name}: ${scope}`),
  );
}

function readWorkflow(text: string) {
  const document = parseDocument(text);
  if (document.errors[0] !== undefined) throw document.errors[0];
  if (!isMap(document.contents)) throw new Error('A workflow should be a map of names.');
  return document;
}

/** Of jobs and of steps alike, wherever they stand. */
function unpinnedActions(text: string): string[] {
  const faults: string[] = [];
  visit(readWorkflow(text), {
    Pair(_, { key, value }) {
      if (!isScalar(key) || key.value !== 'uses') return;
      const name = isScalar(value) ? String(value.value) : 'something else than a name';
      const version = isScalar(value) ? (value.comment ?? '') : '';
      if (name.startsWith('./') || (PINNED.test(name) && VERSION.test(version))) return;
      faults.push(
        `${name} should be pinned by its commit's 40 digits, with its version such as # v1.2.3.`,
      );
    },
  });
  return faults;
}

function isReadOnly(permissions: unknown): boolean {
  return (
    isRecord(permissions) &&
    Object.values(permissions).every((right) => right === 'read' || right === 'none')
  );
}

function faultsInStep(job: string, step: Step): string[] {
  const faults: string[] = [];
  if (/^actions\/checkout@/.test(step.uses ?? '') && step.with?.['persist-credentials'] !== false) {
    faults.push(`In the job ${job}, the checkout should have persist-credentials: false.`);
  }
  if (step.run?.includes('${{')) {
    faults.push(`In the job ${job}, a script should take what it is given from its environment.`);
  }
  return faults;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
