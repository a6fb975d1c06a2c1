import type { ContentState } from '../../model/model.js';
import { usePanel } from '../panel-context.js';
import { Button } from '../parts/button.js';
import { fill } from '../parts/fill.js';
import { Icon } from '../parts/icon.js';

/** What stands where the picture will be: what to do, or that it is on its way. */
export function EmptyStage({ content }: { readonly content: ContentState }) {
  const { model, words } = usePanel();
  if (content.kind === 'loading') {
    return (
      <div class="p-empty">
        <span class="p-spinner" />
        <p>{fill(words.readingPicture, { name: content.name })}</p>
      </div>
    );
  }
  const { picksContent, contentNoun } = model.capabilities;
  const failed = content.kind === 'failed' ? content : null;
  const title =
    failed !== null
      ? fill(words.pictureFailed, { name: failed.name })
      : contentNoun === null
        ? words.nothingTitle
        : fill(words.nothingTitleNoun, { noun: contentNoun });
  const hint = picksContent ? words.nothingBodyPick : words.nothingBodyHost;
  return (
    <div class="p-empty">
      <Icon name={failed === null ? 'picture' : 'warning'} />
      <h2 class="p-empty-title">{title}</h2>
      <p class="p-empty-body">{failed?.problem.message ?? hint}</p>
      {picksContent && (
        <Button kind="primary" icon="folder" onPress={() => void model.chooseContent()}>
          {words.openPicture}
        </Button>
      )}
    </div>
  );
}
