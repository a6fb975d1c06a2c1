import type { PanelModel } from '@pastiche/panel';
import { type Say, sentence } from '@pastiche/panel/core';
import { DragHandle } from './drag-handle.js';
import type { KeptParts } from './kept/kept-parts.js';
import { LeaveQuestion } from './leave-question.js';
import type { PaintQueue } from './paint-queue.js';
import { bothSaid } from './skipped-layers.js';
import { StripButton } from './strip-button.js';
import { UpdateList } from './update-list.js';
import type { ResultUpdate } from './update-results.js';
import { WhatStays } from './what-stays.js';
import type { WindowState } from './window-state.js';

export interface StripProps {
  readonly state: WindowState;
  readonly queue: PaintQueue;
  readonly update: ResultUpdate;
  readonly kept: Pick<KeptParts, 'layer' | 'choose'>;
  readonly model: Pick<PanelModel, 'busy' | 'shown' | 'masks'>;
  readonly say: Say;
  onNext(): void;
  /** Draws a part of the layer for a style of the blend. */
  onStyle(part: string, style: string): void;
  /** Closes the window. */
  onLeave(): void;
}

/** What only Figma has to say, above the panel: several layers, a layer that changed, a file that is read only. */
export function Strip(props: StripProps) {
  const { state, update, model, say } = props;
  const { readOnly, updates } = state;
  const told = bothSaid(state.target.value, state.trouble.value);
  return (
    <>
      {state.queue.value !== null && state.queue.value.names.length > 1 && <QueueRow {...props} />}
      <WhatStays
        key={props.kept.layer.value?.contentId}
        kept={props.kept}
        styles={model.masks.styles.value}
        say={say}
        onStyle={props.onStyle}
      />
      <LeaveQuestion state={state} say={say} onLeave={props.onLeave} />
      {updates.value !== null && (
        <UpdateList results={updates.value} update={update} blocked={model.busy.value} say={say} />
      )}
      {!readOnly.value && <DragHandle model={model} say={say} />}
      <p class="strip-line strip-warning" role="status">
        {told && say(told)}
      </p>
      {readOnly.value && (
        <p class="strip-line p-hint" role="status">
          {say(sentence`This file is read-only: preview and download only.`)}
        </p>
      )}
    </>
  );
}

function QueueRow({ state, queue, model, say, onNext }: StripProps) {
  const { busy } = model;
  const layers = state.queue.value;
  if (layers === null) return null;
  const { index, names } = layers;
  const all = state.paintingAll.value;
  const hasNext = index + 1 < names.length;
  if (state.finished.value) {
    return (
      <section class="strip-line strip-queue" aria-label={say(sentence`Layers`)}>
        <p class="strip-layer p-hint">{say(sentence`No layer is left to paint.`)}</p>
      </section>
    );
  }
  return (
    <section class="strip-line strip-queue" aria-label={say(sentence`Layers`)}>
      <p class="strip-layer" title={names[index]}>
        <span class="p-hint">{say(sentence`Layer ${index + 1} of ${names.length}:`)} </span>
        {names[index]}
      </p>
      {all ? (
        <StripButton onPress={queue.stop}>{say(sentence`Stop all`)}</StripButton>
      ) : (
        <>
          {hasNext && (
            <StripButton blocked={busy.value} onPress={onNext}>
              {say(sentence`Next`)}
            </StripButton>
          )}
          {!state.readOnly.value && (
            <StripButton blocked={busy.value} onPress={() => void queue.paintAll()}>
              {say(sentence`Paint all`)}
            </StripButton>
          )}
        </>
      )}
    </section>
  );
}
