import { usePanel } from '../panel-context.js';
import { IconButton } from '../parts/button.js';
import { fill } from '../parts/fill.js';
import { Icon } from '../parts/icon.js';
import { hasBoth } from './canvas-view.js';
import type { PictureView } from './picture-view.js';

/** Below the picture: its name, comparing, and zoom. */
export function StageTools({ view }: { readonly view: PictureView }) {
  const { model, words } = usePanel();
  const comparable = hasBoth(model.shown.value);
  return (
    <div class="p-stage-tools">
      <span class="p-stage-label" title={model.shown.value.label}>
        {model.shown.value.label}
      </span>
      {model.capabilities.picksContent && (
        <IconButton
          icon="folder"
          label={words.openAnother}
          onPress={() => void model.chooseContent()}
        />
      )}
      {comparable && (
        <>
          <IconButton
            icon="compare"
            label={words.compare}
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
  const { words } = usePanel();
  const percent = Math.round(view.scale.value * 100);
  const fitted = view.fitted.value;
  const label = fitted ? words.zoomActualLabel : fill(words.zoomFitLabel, { percent });
  return (
    <span class="p-zoom">
      <IconButton icon="minus" label={words.zoomOut} onPress={() => view.zoomStep(-1)} />
      <button
        type="button"
        class="p-button p-zoom-value"
        title={label}
        aria-label={label}
        onClick={fitted ? view.actualSize : view.fit}
      >
        {fitted ? words.zoomFit : `${percent} %`}
      </button>
      <IconButton icon="plus" label={words.zoomIn} onPress={() => view.zoomStep(1)} />
    </span>
  );
}

function HoldButton({ view }: { readonly view: PictureView }) {
  const { words } = usePanel();
  const hold = (held: boolean) => {
    view.holding.value = held ? 'button' : null;
  };
  return (
    <button
      type="button"
      class="p-button p-icon-button"
      title={words.holdOriginal}
      aria-label={words.holdOriginal}
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
