/** A dial between two ends. */
export interface SliderProps {
  readonly id?: string;
  readonly label?: string;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly value: number;
  /** The value in words, where the number says little. */
  readonly valueText?: string;
  readonly describedBy?: string | undefined;
  onInput(value: number): void;
}

/** A native slider; the part before the thumb is filled by the style sheet from `--p-share`. */
export function Slider({ min, max, value, onInput, ...rest }: SliderProps) {
  const share = max === min ? 0 : (Math.min(max, Math.max(min, value)) - min) / (max - min);
  return (
    <input
      type="range"
      class="p-slider"
      id={rest.id}
      aria-label={rest.label}
      aria-valuetext={rest.valueText}
      aria-describedby={rest.describedBy}
      min={min}
      max={max}
      step={rest.step}
      value={value}
      style={{ '--p-share': String(share) }}
      onInput={(event) => onInput(event.currentTarget.valueAsNumber)}
    />
  );
}
