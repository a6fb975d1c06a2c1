import { useId } from 'preact/hooks';

export interface ChoiceOption<Value extends string> {
  readonly value: Value;
  readonly words: string;
  /** A line below the words. */
  readonly hint?: string;
}

export interface ChoiceProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly ChoiceOption<Value>[];
  /** `bar`: side by side, for short words; `list`: below each other, with hints. */
  readonly shape: 'bar' | 'list';
  /** Whether the label is read out and not shown: the options say what it is about. */
  readonly unlabelled?: boolean;
  onChange(value: Value): void;
}

/** One of a few values, all of them in view: native radio buttons that look like the panel. */
export function Choice<Value extends string>(props: ChoiceProps<Value>) {
  const name = useId();
  return (
    <div class={props.unlabelled ? 'p-choice-alone' : 'p-field p-field-choice'}>
      <span class={props.unlabelled ? 'p-unseen' : 'p-label'} id={`${name}-label`}>
        {props.label}
      </span>
      <div
        class={`p-control p-choice p-choice-${props.shape}`}
        role="radiogroup"
        aria-labelledby={`${name}-label`}
      >
        {props.options.map((option) => (
          <label key={option.value} class="p-choice-option">
            <input
              type="radio"
              class="p-choice-input"
              name={name}
              value={option.value}
              checked={option.value === props.value}
              aria-labelledby={`${name}-${option.value}-words`}
              aria-describedby={option.hint ? `${name}-${option.value}` : undefined}
              onChange={() => props.onChange(option.value)}
            />
            <span class="p-choice-words" id={`${name}-${option.value}-words`}>
              {option.words}
            </span>
            {option.hint && (
              <span class="p-choice-hint" id={`${name}-${option.value}`}>
                {option.hint}
              </span>
            )}
          </label>
        ))}
      </div>
    </div>
  );
}

export interface TickProps {
  readonly label: string;
  readonly checked: boolean;
  onChange(checked: boolean): void;
}

/** Yes or no. */
export function Tick({ label, checked, onChange }: TickProps) {
  return (
    <label class="p-tick">
      <input
        type="checkbox"
        checked={checked}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <span>{label}</span>
    </label>
  );
}
