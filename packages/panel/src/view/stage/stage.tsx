import { sentence } from '@pastiche/core';
import { useComputed } from '@preact/signals';
import { useId, useMemo } from 'preact/hooks';
import { takeAsContent } from '../dropped-files.js';
import { createDrawing } from '../masks/drawing.js';
import { MaskTools } from '../masks/mask-tools.js';
import { showsContent } from '../masks/shows-content.js';
import { usePanel } from '../panel-context.js';
import { DropZone } from '../parts/drop-zone.js';
import { createPictureView } from '../picture/picture-view.js';
import { CanvasView } from './canvas-view.js';
import { EmptyStage } from './empty-stage.js';
import { HistoryStrip } from './history-strip.js';
import { OfferedMask } from './offered-mask.js';
import { StageTools } from './stage-tools.js';
import { VariationsGrid } from './variations-grid.js';

/** The upper or left part: the picture, or variations to choose from, and the paintings made so far. */
export function Stage() {
  const { model, say } = usePanel();
  const { shown, variations, content, capabilities, upcoming } = model;
  const view = useMemo(() => createPictureView(shown), [shown]);
  const fits = useComputed(() => showsContent(model));
  const drawing = useMemo(() => createDrawing(model.masks, view, fits), [model, view, fits]);
  const tools = useId();
  const choosing = variations.value.length > 0;
  const something = shown.value.painting !== null || shown.value.original !== null;
  return (
    <section class="p-stage" aria-label={say(sentence`Picture`)}>
      <DropZone
        class="p-stage-picture"
        invitation={
          capabilities.picksContent
            ? say(sentence`Drop to paint this picture`)
            : say(sentence`Drop to use as a style`)
        }
        onDrop={(files) => files[0] && void takeAsContent(model, files[0])}
      >
        {choosing ? (
          <VariationsGrid />
        ) : something ? (
          <CanvasView view={view} drawing={drawing} />
        ) : (
          <EmptyStage content={content.value} />
        )}
      </DropZone>
      {upcoming.value.picture !== null && (
        <p class="p-stage-next p-hint">{say(sentence`Next painting: ${upcoming.value.picture}`)}</p>
      )}
      {something && !choosing && (
        <StageTools view={view} controls={tools} drawing={drawing} fits={fits.value} />
      )}
      {something && !choosing && drawing.active.value && (
        <MaskTools id={tools} drawing={drawing} view={view} />
      )}
      {something && !choosing && <OfferedMask />}
      {!choosing && <HistoryStrip />}
    </section>
  );
}
