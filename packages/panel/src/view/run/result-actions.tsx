import { sentence } from '@pastiche/core';
import { useId } from 'preact/hooks';
import type { HostAction } from '../../host/host.js';
import type { HistoryEntry } from '../../model/model.js';
import { copyText } from '../copy-text.js';
import { type PanelContents, usePanel } from '../panel-context.js';
import { Button } from '../parts/button.js';
import { Menu, type MenuItem } from '../parts/menu.js';
import { PaintLarger, useLargerSizes } from './paint-larger.js';

/** How many of the host's actions are buttons; the others are in the menu. */
const BUTTONS = 2;

export interface ResultActionsProps {
  readonly entry: HistoryEntry;
  /** They are the main thing to do. */
  readonly first: boolean;
}

/** What can be done with the painting that is looked at, and why something cannot. */
export function ResultActions({ entry, first }: ResultActionsProps) {
  const panel = usePanel();
  const { model, say } = panel;
  const hints = useId();
  const larger = useLargerSizes(entry);
  const shown = model.capabilities.actions.slice(0, BUTTONS).map((action) => ({
    ...action,
    note: noteOn(action, entry),
    hint: `${hints}-${action.id}`,
  }));
  return (
    <>
      <div class="p-run-buttons">
        {larger !== null && (
          <PaintLarger entry={entry} sizes={larger.sizes} first={first && larger.isFirst} />
        )}
        {shown.map(({ id, label, note, hint }, index) => (
          <Button
            key={id}
            kind={first && index === 0 && !larger?.isFirst ? 'primary' : 'secondary'}
            wide={index === 0}
            blocked={note?.isWithheld === true}
            describedBy={note === null ? undefined : hint}
            onPress={() => void model.save(id)}
          >
            {say(label)}
          </Button>
        ))}
        <Menu label={say(sentence`More`)} items={menuItems(entry, panel)} />
      </div>
      {shown.map(
        ({ id, label, note, hint }) =>
          note !== null && (
            <p key={id} id={hint} class="p-hint">
              {say(sentence`${label}: ${note.said}`)}
            </p>
          ),
      )}
    </>
  );
}

function noteOn(action: HostAction, { contentId }: HistoryEntry) {
  return action.noteOn?.(contentId) ?? null;
}

function menuItems(entry: HistoryEntry, { model, say, announce }: PanelContents): MenuItem[] {
  const rest = model.capabilities.actions.slice(BUTTONS);
  return [
    ...rest.map((action) => {
      const note = noteOn(action, entry);
      return {
        icon: 'picture' as const,
        label: say(action.label),
        note: note && say(note.said),
        blocked: note?.isWithheld === true,
        onPress: () => void model.save(action.id),
      };
    }),
    ...(entry.hasFrames
      ? [
          {
            icon: 'film' as const,
            label: say(sentence`Save timelapse…`),
            onPress: () => void model.saveTimelapse(),
          },
        ]
      : []),
    {
      icon: 'copy',
      label: say(sentence`Copy settings`),
      onPress: async () => {
        announce(
          (await copyText(model.settingsText()))
            ? sentence`Settings copied.`
            : sentence`The clipboard is not available here.`,
        );
      },
    },
    {
      icon: 'reset',
      label: say(sentence`Use these settings again`),
      onPress: () => model.reuse(entry.id),
    },
    {
      icon: 'trash',
      label: say(sentence`Remove from the list`),
      onPress: () => model.removeFromHistory(entry.id),
    },
  ];
}
