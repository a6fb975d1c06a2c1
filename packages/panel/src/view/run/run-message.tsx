import { sentence } from '@pastiche/core';
import { usePanel } from '../panel-context.js';
import { Button } from '../parts/button.js';
import { ProblemCard } from '../parts/problem-card.js';

/** What stands above the buttons while nothing is painted: a problem, how the last run ended, or what is missing. */
export function RunMessage({ obstacleId }: { readonly obstacleId: string }) {
  const { model, say } = usePanel();
  const engine = model.engine.value;
  if (model.busy.value) return null;
  if (engine.kind === 'failed') {
    return (
      <ProblemCard
        title={say(sentence`Painting is not possible right now`)}
        problem={engine.problem}
      >
        <Button kind="primary" onPress={() => void model.restartEngine()}>
          {say(sentence`Restart`)}
        </Button>
      </ProblemCard>
    );
  }
  if (model.job.value.kind === 'failed') return <FailedRun />;
  if (engine.kind === 'starting') {
    return (
      <p class="p-run-note" id={obstacleId}>
        <span class="p-spinner" />
        {say(sentence`Getting ready…`)}
      </p>
    );
  }
  return <EndedRun obstacleId={obstacleId} />;
}

function FailedRun() {
  const { model, say } = usePanel();
  const job = model.job.value;
  if (job.kind !== 'failed') return null;
  const { fittingSize, wantsVgg19 } = job.problem;
  return (
    <ProblemCard title={say(sentence`The painting could not be finished`)} problem={job.problem}>
      {fittingSize !== null && (
        <Button kind="primary" onPress={() => void model.tryAgain({ size: fittingSize })}>
          {say(sentence`Use ${fittingSize} px`)}
        </Button>
      )}
      <Button
        kind={fittingSize === null ? 'primary' : 'secondary'}
        onPress={() => void model.tryAgain()}
      >
        {say(sentence`Try again`)}
      </Button>
      {wantsVgg19 && (
        <Button onPress={() => void model.tryAgain({ network: 'vgg19-lite' })}>
          {say(sentence`Use the built-in network`)}
        </Button>
      )}
    </ProblemCard>
  );
}

function EndedRun({ obstacleId }: { readonly obstacleId: string }) {
  const { model, say } = usePanel();
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
  if (job.kind === 'cancelled')
    return <p class="p-run-note">{say(sentence`Cancelled. Nothing was kept.`)}</p>;
  if (job.kind === 'done' && job.stoppedEarly)
    return <p class="p-run-note">{say(sentence`Stopped early; the painting so far was kept.`)}</p>;
  return null;
}
