import { useState } from 'preact/hooks';

export interface NumberFieldProps {
  readonly id?: string;
  readonly label?: string;
  /** `null`: left to something else; shown as `placeholder`. */
  readonly value: number | null;
  readonly min: number;
  readonly max?: number;
  readonly step: number;
  readonly unit?: string;
  readonly placeholder?: string;
  readonly describedBy?: string | undefined;
  /** A number within the limits, or `null` when the field was emptied and has a placeholder. */
  onChange(value: number | null): void;
}

/**
 * A number that is typed. It counts when the field is left or Enter is pressed, so that a 2 on the
 * way to 256 never reaches a run.
 */
export function NumberField(props: NumberFieldProps) {
  const { value, min, max, step, unit, placeholder } = props;
  const [draft, setDraft] = useState<string | null>(null);
  const commit = (text: string) => {
    setDraft(null);
    const typed = Number(text);
    if (text.trim() === '') {
      if (placeholder !== undefined && value !== null) props.onChange(null);
    } else if (Number.isFinite(typed)) {
      const bounded = Math.min(max ?? Number.POSITIVE_INFINITY, Math.max(min, typed));
      if (bounded !== value) props.onChange(bounded);
    }
  };
  return (
    <span class="p-number">
      <input
        id={props.id}
        type="number"
        inputMode="decimal"
        aria-label={props.label}
        aria-describedby={props.describedBy}
        value={draft ?? (value === null ? '' : String(value))}
        placeholder={placeholder}
        min={min}
        max={max}
        step={step}
        onInput={(event) => setDraft(event.currentTarget.value)}
        onChange={(event) => commit(event.currentTarget.value)}
        onBlur={() => setDraft(null)}
        onKeyDown={(event) => {
          // Takes back what was typed; it must not reach the run, which it would cancel.
          if (event.key !== 'Escape' || draft === null) return;
          event.stopPropagation();
          setDraft(null);
        }}
      />
      {unit !== undefined && (
        <span class="p-unit" aria-hidden="true">
          {unit}
        </span>
      )}
    </span>
  );
}
