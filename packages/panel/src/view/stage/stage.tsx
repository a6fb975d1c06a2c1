import { sentence } from '@pastiche/core';
import { useMemo } from 'preact/hooks';
import { takeAsContent } from '../dropped-files.js';
import { usePanel } from '../panel-context.js';
import { DropZone } from '../parts/drop-zone.js';
import { CanvasView } from './canvas-view.js';
import { EmptyStage } from './empty-stage.js';
import { HistoryStrip } from './history-strip.js';
import { OfferedMask } from './offered-mask.js';
import { createPictureView } from './picture-view.js';
import { StageTools } from './stage-tools.js';
import { VariationsGrid } from './variations-grid.js';

/** The upper or left part: the picture, or variations to choose from, and the paintings made so far. */
export function Stage() {
  const { model, say } = usePanel();
  const { shown, variations, content, capabilities, upcoming } = model;
  const view = useMemo(() => createPictureView(shown), [shown]);
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
          <CanvasView view={view} />
        ) : (
          <EmptyStage content={content.value} />
        )}
      </DropZone>
      {upcoming.value.picture !== null && (
        <p class="p-stage-next p-hint">{say(sentence`Next painting: ${upcoming.value.picture}`)}</p>
      )}
      {something && !choosing && <StageTools view={view} />}
      {something && !choosing && <OfferedMask />}
      {!choosing && <HistoryStrip />}
    </section>
  );
}
