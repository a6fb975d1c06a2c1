import { usePanel } from '../panel-context.js';
import { Button } from '../parts/button.js';
import { fill } from '../parts/fill.js';
import { ProblemCard } from '../parts/problem-card.js';

/** What stands above the buttons while nothing is painted: a problem, how the last run ended, or what is missing. */
export function RunMessage({ obstacleId }: { readonly obstacleId: string }) {
  const { model, words } = usePanel();
  const engine = model.engine.value;
  if (model.busy.value) return null;
  if (engine.kind === 'failed') {
    return (
      <ProblemCard title={words.engineFailed} problem={engine.problem}>
        <Button kind="primary" onPress={() => void model.restartEngine()}>
          {words.restart}
        </Button>
      </ProblemCard>
    );
  }
  if (model.job.value.kind === 'failed') return <FailedRun />;
  if (engine.kind === 'starting') {
    return (
      <p class="p-run-note" id={obstacleId}>
        <span class="p-spinner" />
        {words.starting}
      </p>
    );
  }
  return <EndedRun obstacleId={obstacleId} />;
}

function FailedRun() {
  const { model, words } = usePanel();
  const job = model.job.value;
  if (job.kind !== 'failed') return null;
  const { fittingSize, wantsVgg19 } = job.problem;
  return (
    <ProblemCard title={words.runFailed} problem={job.problem}>
      {fittingSize !== null && (
        <Button kind="primary" onPress={() => void model.tryAgain({ size: fittingSize })}>
          {fill(words.useSize, { size: fittingSize })}
        </Button>
      )}
      <Button
        kind={fittingSize === null ? 'primary' : 'secondary'}
        onPress={() => void model.tryAgain()}
      >
        {words.tryAgain}
      </Button>
      {wantsVgg19 && (
        <Button onPress={() => void model.tryAgain({ network: 'vgg19-lite' })}>
          {words.useBuiltIn}
        </Button>
      )}
    </ProblemCard>
  );
}

function EndedRun({ obstacleId }: { readonly obstacleId: string }) {
  const { model, words } = usePanel();
  const job = model.job.value;
  const obstacle = model.obstacle.value;
  const content = model.content.value;
  if (obstacle !== null) {
    const { painting, original } = model.shown.value;
    const empty = painting === null && original === null;
    // Where the picture should be stands the same sentence.
    const said = empty && content.kind === 'failed' && content.problem.message === obstacle;
    return (
      <p class={said ? 'p-unseen' : 'p-run-note'} id={obstacleId}>
        {obstacle}
      </p>
    );
  }
  if (job.kind === 'cancelled') return <p class="p-run-note">{words.cancelled}</p>;
  if (job.kind === 'done' && job.stoppedEarly)
    return <p class="p-run-note">{words.stoppedEarly}</p>;
  return null;
}
