import { type Said, type Say, sentence } from '@pastiche/panel/core';
import { useSignal } from '@preact/signals';
import type { LayerPart } from '../window-contract.js';
import type { KeptLayer, KeptParts } from './kept/kept-parts.js';
import { type ListedPart, listedParts, withParts } from './kept/listed-parts.js';
import { StripButton } from './strip-button.js';

export interface WhatStaysProps {
  readonly kept: Pick<KeptParts, 'layer' | 'choose'>;
  readonly say: Say;
}

/** Deeper parts are not moved further to the right, for want of room. */
const DEEPEST = 4;

const KINDS: Readonly<Record<LayerPart['kind'], Said>> = {
  text: sentence`text`,
  image: sentence`image`,
  vector: sentence`vector`,
  shape: sentence`shape`,
  instance: sentence`instance`,
  frame: sentence`frame`,
  group: sentence`group`,
};

/** What is in the layer, of which a person chooses what stays as it is. */
export function WhatStays({ kept, say }: WhatStaysProps) {
  const layer = kept.layer.value;
  if (layer === null) return null;
  return (
    <section class="strip-line strip-keeps" aria-label={say(sentence`What stays`)}>
      <details open={layer.parts.some(({ isOver }) => isOver)}>
        <summary>
          {say(sentence`What stays`)}
          <span class="p-hint"> {say(countOf(layer))}</span>
        </summary>
        <PartList layer={layer} kept={kept} say={say} />
      </details>
    </section>
  );
}

function PartList({ layer, kept, say }: WhatStaysProps & { readonly layer: KeptLayer }) {
  const filter = useSignal('');
  const { parts, chosen, unlisted, left } = layer;
  const listed = listedParts(parts, chosen, filter.value);
  const choose = (some: readonly ListedPart[], stay: boolean) =>
    kept.choose(withParts(chosen, some, stay));
  const name = say(sentence`Find by name`);
  return (
    <>
      <span class="p-text-field">
        <input
          type="search"
          aria-label={name}
          placeholder={name}
          value={filter.value}
          onInput={({ currentTarget }) => {
            filter.value = currentTarget.value;
          }}
        />
      </span>
      <ul aria-label={say(sentence`What stays`)}>
        {listed.map((part) => (
          <PartRow
            key={part.id}
            part={part}
            stays={part.isWithin || chosen.has(part.id)}
            say={say}
            onChange={(stays) => choose([part], stays)}
          />
        ))}
      </ul>
      {unlisted > 0 && (
        <p class="p-hint">{say(sentence`Parts that are not listed: ${unlisted}.`)}</p>
      )}
      {left > 0 && (
        <p class="strip-warning" role="status">
          {say(
            sentence`Too many parts stay, so the smallest ${left} are painted; let the parts that hold them stay instead.`,
          )}
        </p>
      )}
      <div class="strip-buttons">
        <StripButton onPress={() => choose(listed, false)}>{say(sentence`None`)}</StripButton>
        <StripButton onPress={() => choose(listed, true)}>
          {say(sentence`All of these`)}
        </StripButton>
      </div>
    </>
  );
}

interface PartRowProps {
  readonly part: ListedPart;
  readonly stays: boolean;
  readonly say: Say;
  onChange(stays: boolean): void;
}

function PartRow({ part, stays, say, onChange }: PartRowProps) {
  const { name, kind, depth, isWithin, isOver } = part;
  return (
    <li style={{ paddingLeft: `${12 * Math.min(depth, DEEPEST)}px` }}>
      <label>
        <input
          type="checkbox"
          checked={stays}
          disabled={isWithin}
          onChange={({ currentTarget }) => onChange(currentTarget.checked)}
        />
        <span class="strip-layer" title={name}>
          {name}
        </span>
        <span class="p-hint">{say(isOver ? sentence`as the mask` : KINDS[kind])}</span>
      </label>
    </li>
  );
}

function countOf({ parts, chosen, isLooking }: KeptLayer): Said {
  if (isLooking) return sentence`looking…`;
  const texts = parts.filter(({ kind }) => kind === 'text');
  const isText = texts.length > 0 && texts.length === chosen.size;
  if (isText && texts.every(({ id }) => chosen.has(id))) return sentence`all text`;
  return chosen.size === 0 ? sentence`nothing` : sentence`parts: ${chosen.size}`;
}
