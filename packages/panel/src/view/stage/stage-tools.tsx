import { sentence } from '@pastiche/core';
import { MaskToggle, type MaskToggleProps } from '../masks/mask-toggle.js';
import { usePanel } from '../panel-context.js';
import { IconButton } from '../parts/button.js';
import { Icon } from '../parts/icon.js';
import type { PictureView } from '../picture/picture-view.js';
import { hasBoth } from './canvas-view.js';

export interface StageToolsProps extends MaskToggleProps {
  readonly view: PictureView;
}

/** Below the picture: its name, what must stay of it, comparing, and zoom. */
export function StageTools({ view, ...masks }: StageToolsProps) {
  const { model, say } = usePanel();
  const { picksContent, pickLabel } = model.capabilities;
  const comparable = hasBoth(model.shown.value);
  return (
    <div class="p-stage-tools">
      <span class="p-stage-label" title={model.shown.value.label}>
        {model.shown.value.label}
      </span>
      {picksContent && (
        <IconButton
          icon="folder"
          label={say(pickLabel ?? sentence`Open another picture…`)}
          onPress={() => void model.chooseContent()}
        />
      )}
      <MaskToggle {...masks} />
      {comparable && (
        <>
          <IconButton
            icon="compare"
            label={say(sentence`Compare before and after`)}
            pressed={view.comparing.value}
            onPress={() => {
              view.comparing.value = !view.comparing.value;
            }}
          />
          <HoldButton view={view} />
        </>
      )}
      <ZoomButtons view={view} />
    </div>
  );
}

function ZoomButtons({ view }: { readonly view: PictureView }) {
  const { say } = usePanel();
  const percent = Math.round(view.scale.value * 100);
  const fitted = view.fitted.value;
  const label = fitted
    ? say(sentence`Fit; show at 100 %`)
    : say(sentence`${percent} %; fit the picture`);
  return (
    <span class="p-zoom">
      <IconButton icon="minus" label={say(sentence`Zoom out`)} onPress={() => view.zoomStep(-1)} />
      <button
        type="button"
        class="p-button p-zoom-value"
        title={label}
        aria-label={label}
        onClick={fitted ? view.actualSize : view.fit}
      >
        {fitted ? say(sentence`Fit`) : `${percent} %`}
      </button>
      <IconButton icon="plus" label={say(sentence`Zoom in`)} onPress={() => view.zoomStep(1)} />
    </span>
  );
}

function HoldButton({ view }: { readonly view: PictureView }) {
  const { say } = usePanel();
  const hold = (held: boolean) => {
    view.holding.value = held ? 'button' : null;
  };
  return (
    <button
      type="button"
      class="p-button p-icon-button"
      title={say(sentence`Hold to see the original`)}
      aria-label={say(sentence`Hold to see the original`)}
      aria-pressed={view.holding.value === 'button'}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        hold(true);
      }}
      onPointerUp={() => hold(false)}
      onPointerCancel={() => hold(false)}
      onKeyDown={(event) => (event.key === ' ' || event.key === 'Enter') && hold(true)}
      onKeyUp={() => hold(false)}
      onBlur={() => hold(false)}
      onContextMenu={(event) => event.preventDefault()}
    >
      <Icon name="eye" />
    </button>
  );
}
