import type { ComponentChildren, Ref } from 'preact';
import { Icon, type IconName } from './icon.js';

export interface ButtonProps {
  readonly kind?: 'primary' | 'secondary' | 'quiet';
  readonly icon?: IconName;
  readonly title?: string;
  /** Cannot be pressed now, but keeps its place and the focus, which `disabled` would lose. */
  readonly blocked?: boolean;
  readonly pressed?: boolean;
  readonly describedBy?: string | undefined;
  readonly wide?: boolean;
  readonly buttonRef?: Ref<HTMLButtonElement>;
  readonly children: ComponentChildren;
  onPress(): void;
}

/** A button with words. */
export function Button(props: ButtonProps) {
  const { kind = 'secondary', icon, blocked = false, wide = false } = props;
  return (
    <button
      type="button"
      ref={props.buttonRef ?? null}
      class={`p-button p-${kind}${wide ? ' p-wide' : ''}`}
      title={props.title}
      aria-disabled={blocked ? 'true' : undefined}
      aria-pressed={props.pressed}
      aria-describedby={props.describedBy}
      onClick={(event) => pressOnce(event, blocked, props.onPress)}
      onKeyDown={ignoreRepeats}
    >
      {icon && <Icon name={icon} />}
      <span class="p-button-words">{props.children}</span>
    </button>
  );
}

export interface IconButtonProps {
  readonly icon: IconName;
  readonly label: string;
  readonly blocked?: boolean;
  readonly pressed?: boolean;
  /** Left out: `label`. */
  readonly title?: string;
  /** Keys that do the same, as `aria-keyshortcuts` has them. */
  readonly keys?: string;
  onPress(event: MouseEvent): void;
}

/** A button that is an icon; its words are its name and its tooltip. */
export function IconButton(props: IconButtonProps) {
  const { icon, label, title = label, blocked = false, pressed, keys, onPress } = props;
  return (
    <button
      type="button"
      class="p-button p-icon-button"
      title={title}
      aria-label={label}
      aria-keyshortcuts={keys}
      aria-disabled={blocked ? 'true' : undefined}
      aria-pressed={pressed}
      onClick={(event) => pressOnce(event, blocked, () => onPress(event))}
      onKeyDown={ignoreRepeats}
    >
      <Icon name={icon} />
    </button>
  );
}

/**
 * Buttons take each other's place when a run begins or ends; the second click of a double click
 * must not press the one that came.
 */
function pressOnce(event: MouseEvent, blocked: boolean, onPress: () => void): void {
  if (blocked || event.detail > 1) return;
  onPress();
}

/** Nor must a key that is held down. */
function ignoreRepeats(event: KeyboardEvent): void {
  if (event.repeat && (event.key === 'Enter' || event.key === ' ')) event.preventDefault();
}
