import { useSignal, useSignalEffect } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { usePanel } from '../panel-context.js';
import { createAnnouncer } from './announcements.js';

/** Tells a screen reader how the run goes, at the pace of `createAnnouncer`. */
export function Spoken() {
  const { model, say } = usePanel();
  const announce = useMemo(createAnnouncer, []);
  const sentence = useSignal('');
  useSignalEffect(() => {
    const next = announce(model.job.value);
    if (next !== null) sentence.value = say(next);
  });
  return (
    <div class="p-unseen" role="status">
      {sentence}
    </div>
  );
}
