import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { indexAfterKey } from './grid-keys.js';
import { Icon, type IconName } from './icon.js';

export interface MenuItem {
  readonly icon: IconName;
  readonly label: string;
  /** What is to be known before, below its words. */
  readonly note?: string | null;
  /** Cannot be pressed, but read. */
  readonly blocked?: boolean;
  onPress(): void;
}

export interface MenuProps {
  readonly label: string;
  /** `icon`: three dots; the others show the label, with an arrow. */
  readonly kind?: 'icon' | 'primary' | 'secondary';
  readonly items: readonly MenuItem[];
}

/** A button that opens a list of things to do. Escape and a click elsewhere close it again. */
export function Menu({ label, kind = 'icon', items }: MenuProps) {
  const open = useSignal(false);
  const box = useRef<HTMLDivElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const close = (andFocus: boolean) => {
    open.value = false;
    if (andFocus) opener.current?.focus();
  };
  useLayoutEffect(() => {
    if (!open.value) return;
    itemsOf(box.current)[0]?.focus();
    const onPointerDown = (event: PointerEvent) => {
      if (!box.current?.contains(event.target as Node)) open.value = false;
    };
    document.addEventListener('pointerdown', onPointerDown);
    return () => document.removeEventListener('pointerdown', onPointerDown);
  }, [open.value, open]);
  return (
    <div class={kind === 'icon' ? 'p-menu-box' : 'p-menu-box p-menu-words-box'} ref={box}>
      <button
        ref={opener}
        type="button"
        class={kind === 'icon' ? 'p-button p-icon-button p-secondary' : `p-button p-${kind} p-wide`}
        title={kind === 'icon' ? label : undefined}
        aria-label={kind === 'icon' ? label : undefined}
        aria-haspopup="menu"
        aria-expanded={open.value}
        onClick={() => {
          open.value = !open.value;
        }}
      >
        {kind === 'icon' ? (
          <Icon name="more" />
        ) : (
          <>
            <span class="p-button-words">{label}</span>
            <Icon name="chevron" />
          </>
        )}
      </button>
      {open.value && (
        <div
          class="p-menu"
          role="menu"
          aria-label={label}
          tabIndex={-1}
          onKeyDown={(event) => pressMenuKey(event, box.current, close)}
        >
          {items.map((item) => (
            <MenuEntry key={item.label} item={item} onChosen={() => close(true)} />
          ))}
        </div>
      )}
    </div>
  );
}

interface MenuEntryProps {
  readonly item: MenuItem;
  /** Called before the item does its thing. */
  onChosen(): void;
}

function MenuEntry({ item, onChosen }: MenuEntryProps) {
  const { icon, label, note = null, blocked = false, onPress } = item;
  return (
    <button
      type="button"
      role="menuitem"
      tabIndex={-1}
      class="p-menu-item"
      aria-disabled={blocked ? 'true' : undefined}
      onClick={() => {
        if (blocked) return;
        onChosen();
        onPress();
      }}
    >
      <Icon name={icon} />
      {note === null ? (
        label
      ) : (
        <span class="p-menu-words">
          {label} <span class="p-hint">{note}</span>
        </span>
      )}
    </button>
  );
}

function pressMenuKey(
  event: KeyboardEvent,
  box: HTMLElement | null,
  close: (andFocus: boolean) => void,
): void {
  if (event.key === 'Escape' || event.key === 'Tab') {
    // Escape closes the menu only; it must not reach the run or the host.
    if (event.key === 'Escape') event.stopPropagation();
    close(event.key === 'Escape');
    return;
  }
  const items = itemsOf(box);
  const index = items.indexOf(document.activeElement as HTMLElement);
  const next = indexAfterKey(index, items.length, 1, event.key);
  if (next === null) return;
  event.preventDefault();
  items[next]?.focus();
}

function itemsOf(box: HTMLElement | null): readonly HTMLElement[] {
  return box === null ? [] : [...box.querySelectorAll<HTMLElement>('[role="menuitem"]')];
}
