import { sentence } from '@pastiche/core';
import { usePanel } from '../panel-context.js';
import { IconButton } from '../parts/button.js';
import { Icon } from '../parts/icon.js';

/** What the panel has to tell: errors at once, all else when there is a pause. */
export function Notices() {
  const { model, say, announcement } = usePanel();
  const notice = model.notice.value;
  const error = notice?.kind === 'error' ? notice.message : null;
  const info = notice?.kind === 'info' ? notice.message : announcement.value;
  return (
    <>
      {/* Both places are always there: screen readers hear only what changes in a place they know. */}
      <div role="alert">
        {error !== null && (
          <div class="p-notice p-notice-error">
            <Icon name="warning" />
            <span class="p-notice-words">{error}</span>
            <IconButton icon="close" label={say(sentence`Dismiss`)} onPress={model.dismissNotice} />
          </div>
        )}
      </div>
      <div role="status">
        {info !== null && (
          <div class="p-notice">
            <Icon name="check" />
            <span class="p-notice-words">{info}</span>
            {notice?.kind === 'info' && (
              <IconButton
                icon="close"
                label={say(sentence`Dismiss`)}
                onPress={model.dismissNotice}
              />
            )}
          </div>
        )}
      </div>
    </>
  );
}
