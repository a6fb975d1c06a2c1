import { sentence } from '@pastiche/core';
import { useId } from 'preact/hooks';
import type { HostSample } from '../../host/host.js';
import { usePanel } from '../panel-context.js';
import { Button } from '../parts/button.js';

/** What the host has to paint, one press each. */
export function Samples({ samples }: { readonly samples: readonly HostSample[] }) {
  const { say } = usePanel();
  const heading = useId();
  return (
    <div class="p-samples">
      <p id={heading} class="p-hint">
        {say(sentence`Or see one of these painted:`)}
      </p>
      <ul aria-labelledby={heading}>
        {samples.map(({ label, picture, paint }) => (
          <li key={picture}>
            <Button onPress={paint}>
              <img class="p-sample-picture" src={picture} alt="" draggable={false} />
              {say(label)}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}
