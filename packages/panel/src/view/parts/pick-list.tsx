import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { indexAfterKey } from './grid-keys.js';

export interface PickListItem {
  readonly id: string;
  readonly name: string;
  /** For the tooltip and, behind the name, for screen readers. */
  readonly description?: string;
  readonly selected: boolean;
  readonly content: ComponentChildren;
}

export interface PickListProps {
  readonly class: string;
  readonly label: string;
  /** Which keys do what, for screen readers. */
  readonly keys?: string;
  readonly several: boolean;
  readonly items: readonly PickListItem[];
  /** `add`: beside those that are chosen, or out again. */
  onPick(id: string, add: boolean): void;
}

/**
 * Pictures to pick from, one or several: a list box with one stop for Tab, in which arrow keys move.
 * Enter, Space and a click pick; plus, or Ctrl, Cmd or Shift with any of them, adds or takes out.
 */
export function PickList(props: PickListProps) {
  const { items } = props;
  const list = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState<string | null>(null);
  const stop =
    items.find(({ id }) => id === active) ?? items.find(({ selected }) => selected) ?? items[0];
  const onKeyDown = (event: KeyboardEvent) => {
    const index = items.findIndex(({ id }) => id === stop?.id);
    const item = items[index];
    if (item === undefined) return;
    if (event.key === 'Enter' || event.key === ' ' || event.key === '+') {
      // Ctrl+Enter begins the painting, wherever the focus is.
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      if (!event.repeat) props.onPick(item.id, event.key === '+' || adds(event));
      return;
    }
    const next = indexAfterKey(index, items.length, columnsOf(list.current), event.key);
    if (next === null) return;
    event.preventDefault();
    setActive(items[next]?.id ?? null);
    optionsOf(list.current)[next]?.focus();
  };
  return (
    <div
      ref={list}
      class={`p-pick-list ${props.class}`}
      role="listbox"
      aria-label={props.label}
      aria-description={props.keys}
      aria-multiselectable={props.several ? 'true' : undefined}
      onKeyDown={onKeyDown}
    >
      {items.map((item) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the list box listens for its options.
        <div
          key={item.id}
          class="p-pick"
          role="option"
          tabIndex={item === stop ? 0 : -1}
          aria-selected={item.selected}
          aria-label={item.name}
          aria-description={item.description}
          title={item.description ? `${item.name}\n${item.description}` : item.name}
          onFocus={() => setActive(item.id)}
          onClick={(event) => {
            const onBadge = (event.target as Element).closest('.p-add-badge') !== null;
            props.onPick(item.id, onBadge || adds(event));
          }}
        >
          {item.content}
        </div>
      ))}
    </div>
  );
}

function adds(event: MouseEvent | KeyboardEvent): boolean {
  return event.ctrlKey || event.metaKey || event.shiftKey;
}

function optionsOf(list: HTMLElement | null): readonly HTMLElement[] {
  return list === null ? [] : [...list.querySelectorAll<HTMLElement>('[role="option"]')];
}

/** As many as stand in the first row, however the style sheet arranges them. */
function columnsOf(list: HTMLElement | null): number {
  const options = optionsOf(list);
  const top = options[0]?.offsetTop;
  return Math.max(1, options.filter((option) => option.offsetTop === top).length);
}
