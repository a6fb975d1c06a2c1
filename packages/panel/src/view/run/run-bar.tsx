import { sentence } from '@pastiche/core';
import { useId, useRef } from 'preact/hooks';
import { lookedAt } from '../looked-at.js';
import { usePanel } from '../panel-context.js';
import { Button } from '../parts/button.js';
import { Notices } from './notices.js';
import { ResultActions } from './result-actions.js';
import { RunMessage } from './run-message.js';
import { RunProgress } from './run-progress.js';
import { useFocusHandOver } from './use-focus-hand-over.js';

/** Always in view: begins, steers and ends a run, and hands its result over. */
export function RunBar() {
  const { model, say } = usePanel();
  const { busy, history, shown, job, engine } = model;
  const bar = useRef<HTMLElement>(null);
  const obstacleId = useId();
  useFocusHandOver(bar);
  const entry = lookedAt(history.value, shown.value);
  const broken = job.value.kind === 'failed' || engine.value.kind === 'failed';
  const choosing = model.variations.value.length > 0;
  return (
    <section ref={bar} class="p-run" aria-label={say(sentence`Painting`)}>
      <Notices />
      <RunMessage obstacleId={obstacleId} />
      <RunProgress />
      {busy.value ? (
        <Steering />
      ) : (
        <>
          {entry !== null && !choosing && <ResultActions entry={entry} first={!broken} />}
          {!broken && <Beginning obstacleId={obstacleId} first={entry === null || choosing} />}
        </>
      )}
    </section>
  );
}

interface BeginningProps {
  readonly obstacleId: string;
  /** Nothing else is the main thing to do. */
  readonly first: boolean;
}

function Beginning({ obstacleId, first }: BeginningProps) {
  const { model, say } = usePanel();
  const blocked = model.obstacle.value !== null || model.engine.value.kind !== 'ready';
  const describedBy = blocked ? obstacleId : undefined;
  return (
    <div class="p-run-buttons">
      <Button
        kind={first ? 'primary' : 'secondary'}
        wide
        title={say(sentence`Ctrl+Enter`)}
        blocked={blocked}
        describedBy={describedBy}
        onPress={() => void model.stylize()}
      >
        {first ? say(sentence`Stylize`) : say(sentence`Stylize again`)}
      </Button>
      <Button
        icon="grid"
        blocked={blocked}
        describedBy={describedBy}
        onPress={() => void model.paintVariations()}
      >
        {say(sentence`Variations`)}
      </Button>
    </div>
  );
}

function Steering() {
  const { model, say } = usePanel();
  const job = model.job.value;
  const ending = job.kind === 'ending';
  // Variations and downloads can only be cancelled.
  const steered =
    model.variations.value.length === 0 && job.kind !== 'loading' && job.kind !== 'waiting';
  const started = job.kind === 'running' || ('progress' in job && job.progress !== null);
  return (
    <div class="p-run-buttons">
      {steered &&
        (job.kind === 'paused' ? (
          <Button kind="primary" icon="play" onPress={model.resume}>
            {say(sentence`Resume`)}
          </Button>
        ) : (
          <Button icon="pause" blocked={ending || !started} onPress={model.pause}>
            {say(sentence`Pause`)}
          </Button>
        ))}
      {steered && (
        <Button icon="stop" blocked={ending || !started} onPress={model.stopAndKeep}>
          {say(sentence`Stop and keep`)}
        </Button>
      )}
      <Button
        icon="close"
        title="Esc"
        blocked={ending && job.how === 'cancel'}
        onPress={model.cancel}
      >
        {say(sentence`Cancel`)}
      </Button>
    </div>
  );
}
