import { sentence } from '@pastiche/core';
import type { ContentState } from '../../model/model.js';
import { usePanel } from '../panel-context.js';
import { Button } from '../parts/button.js';
import { Icon } from '../parts/icon.js';
import { Samples } from './samples.js';

/** What stands where the picture will be: what to do, or that it is on its way. */
export function EmptyStage({ content }: { readonly content: ContentState }) {
  const { model, say } = usePanel();
  if (content.kind === 'loading') {
    return (
      <div class="p-empty">
        <span class="p-spinner" />
        <p>{say(sentence`Reading ${content.name}…`)}</p>
      </div>
    );
  }
  const { picksContent, contentNoun, pickLabel, pickHint, samples = [] } = model.capabilities;
  const failed = content.kind === 'failed' ? content : null;
  const title =
    failed !== null
      ? say(sentence`${failed.name} could not be read`)
      : contentNoun === null
        ? say(sentence`Choose a picture to paint`)
        : say(sentence`Select ${contentNoun} to paint`);
  const hint = picksContent
    ? (pickHint ?? sentence`Open a picture, drop one here, or paste it.`)
    : sentence`What you select appears here. It is never changed unless you say so.`;
  return (
    <div class="p-empty">
      <Icon name={failed === null ? 'picture' : 'warning'} />
      <h2 class="p-empty-title">{title}</h2>
      <p class="p-empty-body">{failed?.problem.message ?? say(hint)}</p>
      {picksContent && (
        <Button kind="primary" icon="folder" onPress={() => void model.chooseContent()}>
          {say(pickLabel ?? sentence`Open picture…`)}
        </Button>
      )}
      {samples.length > 0 && <Samples samples={samples} />}
    </div>
  );
}
