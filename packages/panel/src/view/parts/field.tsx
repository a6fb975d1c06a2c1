import { sentence } from '@pastiche/core';
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { usePanel } from '../panel-context.js';
import { Icon } from './icon.js';
import { NumberField } from './number-field.js';
import { Slider } from './slider.js';

export interface FieldProps {
  readonly label: string;
  /** Gets the id that the label points to. */
  readonly children: (id: string) => ComponentChildren;
  readonly below?: ComponentChildren;
}

/** A label and what it labels, side by side; hints go below. */
export function Field({ label, children, below }: FieldProps) {
  const id = useId();
  return (
    <div class="p-field">
      <label class="p-label" for={id}>
        {label}
      </label>
      <div class="p-control">{children(id)}</div>
      {below && <div class="p-below">{below}</div>}
    </div>
  );
}

export interface DialFieldProps {
  readonly label: string;
  readonly value: number;
  /** Ends of the slider, in its own units. */
  readonly min: number;
  readonly max: number;
  readonly step: number;
  /** The number beside the slider: the same value as a person writes it. */
  readonly shown: { readonly value: number; readonly min: number; readonly max?: number };
  readonly unit?: string;
  readonly shownStep?: number;
  readonly ends?: readonly [low: string, high: string];
  readonly hint?: string | undefined;
  onInput(value: number): void;
  onShown(value: number): void;
}

/** A dial with its number: drag it, or write down what you want. */
export function DialField(props: DialFieldProps) {
  const { say } = usePanel();
  const { label, shown, unit = '', ends, hint } = props;
  return (
    <Field
      label={label}
      below={
        hint === undefined ? (
          ends && (
            <div class="p-ends" aria-hidden="true">
              <span>{ends[0]}</span>
              <span>{ends[1]}</span>
            </div>
          )
        ) : (
          <p class="p-hint">{hint}</p>
        )
      }
    >
      {(id) => (
        <>
          <Slider
            id={id}
            min={props.min}
            max={props.max}
            step={props.step}
            value={props.value}
            valueText={`${shown.value}${unit === '' ? '' : ` ${unit}`}`}
            onInput={props.onInput}
          />
          <NumberField
            label={say(sentence`${label}, exact value`)}
            value={shown.value}
            min={shown.min}
            {...(shown.max === undefined ? {} : { max: shown.max })}
            step={props.shownStep ?? 1}
            unit={unit}
            onChange={(value) => value !== null && props.onShown(value)}
          />
        </>
      )}
    </Field>
  );
}

export type SelectOption<Value extends string> = readonly [value: Value, words: string];

/** Options under words of their own. */
export interface OptionGroup<Value extends string> {
  readonly words: string;
  readonly options: readonly SelectOption<Value>[];
}

export interface SelectFieldProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  /** What stands below words of its own is a group. */
  readonly options: readonly (SelectOption<Value> | OptionGroup<Value>)[];
  readonly below?: ComponentChildren;
  /** Beside the list. */
  readonly beside?: ComponentChildren;
  onChange(value: Value): void;
}

/** One of some values, from a list. */
export function SelectField<Value extends string>(props: SelectFieldProps<Value>) {
  return (
    <Field label={props.label} below={props.below}>
      {(id) => (
        <>
          <Select {...props} id={id} />
          {props.beside}
        </>
      )}
    </Field>
  );
}

interface SelectProps<Value extends string>
  extends Pick<SelectFieldProps<Value>, 'value' | 'options' | 'onChange'> {
  readonly id: string;
}

function Select<Value extends string>({ id, value, options, onChange }: SelectProps<Value>) {
  const optionOf = ([option, words]: SelectOption<Value>) => (
    <option key={option} value={option} selected={option === value}>
      {words}
    </option>
  );
  return (
    <span class="p-select">
      <select
        id={id}
        value={value}
        onChange={(event) => {
          const all = options.flatMap((one) => ('options' in one ? one.options : [one]));
          const chosen = all.find(([option]) => option === event.currentTarget.value);
          if (chosen) onChange(chosen[0]);
        }}
      >
        {options.map((one) =>
          'options' in one ? (
            <optgroup key={one.words} label={one.words}>
              {one.options.map(optionOf)}
            </optgroup>
          ) : (
            optionOf(one)
          ),
        )}
      </select>
      <Icon name="chevron" />
    </span>
  );
}
