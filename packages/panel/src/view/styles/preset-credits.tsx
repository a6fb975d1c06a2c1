import { sentence } from '@pastiche/core';
import type { Signal } from '@preact/signals';
import { useId } from 'preact/hooks';
import type { PresetCredits } from '../../model/save-preset-options.js';
import { usePanel } from '../panel-context.js';

/** Fields for who made a preset, how it may be used, and where its style comes from. */
export function PresetCreditsFields({ credits }: { readonly credits: Signal<PresetCredits> }) {
  const { say } = usePanel();
  const fields = [
    ['author', say(sentence`Author`)],
    ['licence', say(sentence`Licence, such as CC BY 4.0`)],
    ['source', say(sentence`Source of the style, in words or as an https address`)],
  ] as const;
  return (
    <details class="p-preset-credits">
      <summary class="p-hint">{say(sentence`Author, licence, source`)}</summary>
      {fields.map(([name, label]) => (
        <CreditField
          key={name}
          label={label}
          value={credits.value[name] ?? ''}
          onInput={(value) => {
            credits.value = { ...credits.value, [name]: value };
          }}
        />
      ))}
    </details>
  );
}

interface CreditFieldProps {
  readonly label: string;
  readonly value: string;
  onInput(value: string): void;
}

function CreditField({ label, value, onInput }: CreditFieldProps) {
  const id = useId();
  return (
    <>
      <label class="p-label" for={id}>
        {label}
      </label>
      <input
        id={id}
        class="p-text-field"
        value={value}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
    </>
  );
}
