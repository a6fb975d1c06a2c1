import { type Said, type Say, sentence } from '@pastiche/panel/core';
import { useSignal } from '@preact/signals';
import type { LayerPart } from '../window-contract.js';
import type { KeptLayer, KeptParts } from './kept/kept-parts.js';
import { type ListedPart, listedParts, withParts } from './kept/listed-parts.js';
import { StripButton } from './strip-button.js';

export interface WhatStaysProps {
  readonly kept: Pick<KeptParts, 'layer' | 'choose'>;
  /** Those of the blend, of which a part may have one; none: there is but one style. */
  readonly styles: readonly PartStyle[];
  readonly say: Say;
  onStyle(part: string, style: string): void;
}

/** A style that a part may be painted in. */
export interface PartStyle {
  readonly id: string;
  readonly name: string;
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
export function WhatStays(props: WhatStaysProps) {
  const { kept, say } = props;
  const layer = kept.layer.value;
  if (layer === null) return null;
  return (
    <section class="strip-line strip-keeps" aria-label={say(sentence`What stays`)}>
      <details open={layer.parts.some(({ isOver }) => isOver)}>
        <summary>
          {say(sentence`What stays`)}
          <span class="p-hint"> {say(countOf(layer))}</span>
        </summary>
        <PartList {...props} layer={layer} />
      </details>
    </section>
  );
}

function PartList({
  layer,
  kept,
  styles,
  say,
  onStyle,
}: WhatStaysProps & { readonly layer: KeptLayer }) {
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
            styles={styles}
            say={say}
            onChange={(stays) => choose([part], stays)}
            onStyle={(style) => onStyle(part.id, style)}
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
  readonly styles: readonly PartStyle[];
  readonly say: Say;
  onChange(stays: boolean): void;
  onStyle(style: string): void;
}

function PartRow({ part, stays, styles, say, onChange, onStyle }: PartRowProps) {
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
      {styles.length > 1 && !stays && (
        <StyleOfPart name={name} styles={styles} say={say} onStyle={onStyle} />
      )}
    </li>
  );
}

/** Draws the part for a style, as a brush would: the drawing is seen on the picture, and undone there. */
function StyleOfPart({
  name,
  styles,
  say,
  onStyle,
}: Pick<PartRowProps, 'styles' | 'say' | 'onStyle'> & { readonly name: string }) {
  return (
    <select
      class="strip-style"
      aria-label={say(sentence`Paint “${name}” in a style`)}
      value=""
      onChange={({ currentTarget }) => {
        if (currentTarget.value !== '') onStyle(currentTarget.value);
        currentTarget.value = '';
      }}
    >
      <option value="">{say(sentence`Style…`)}</option>
      {styles.map((style) => (
        <option key={style.id} value={style.id}>
          {style.name}
        </option>
      ))}
    </select>
  );
}

function countOf({ parts, chosen, isLooking }: KeptLayer): Said {
  if (isLooking) return sentence`looking…`;
  const texts = parts.filter(({ kind }) => kind === 'text');
  const isText = texts.length > 0 && texts.length === chosen.size;
  if (isText && texts.every(({ id }) => chosen.has(id))) return sentence`all text`;
  return chosen.size === 0 ? sentence`nothing` : sentence`parts: ${chosen.size}`;
}
