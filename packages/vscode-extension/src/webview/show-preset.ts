import type { PresetPageContent } from '../shared/preset-editor-contract.js';

type Action = 'apply' | 'save' | 'copyString' | 'openText';
type Words = PresetPageContent['words'];
type Shown = PresetPageContent['shown'];
type Preset = Extract<Shown, { readonly kind: 'preset' }>;
type Act = (action: Action) => void;

/**
 * Fills the page. Everything that is written in a preset becomes text, never HTML; its pictures are
 * shown from memory.
 *
 * @returns lets go of the pictures
 */
export function showPreset(root: HTMLElement, shown: Shown, words: Words, act: Act): () => void {
  const addresses: string[] = [];
  const addressOf = ({ mediaType, bytes }: { mediaType: string; bytes: Uint8Array }) => {
    const blob = new Blob([bytes as Uint8Array<ArrayBuffer>], { type: mediaType });
    const address = URL.createObjectURL(blob);
    addresses.push(address);
    return address;
  };
  // The focus stays where it is when the file changes under it.
  const focused = root.querySelector(':focus')?.id;
  root.replaceChildren(
    ...(shown.kind === 'preset'
      ? presetParts(shown, words, act, addressOf)
      : problemParts(shown, words, act)),
  );
  if (focused !== undefined) document.getElementById(focused)?.focus();
  return () => {
    for (const address of addresses) URL.revokeObjectURL(address);
  };
}

function presetParts(
  preset: Preset,
  words: Words,
  act: Act,
  addressOf: (picture: NonNullable<Preset['styles'][number]['picture']>) => string,
): HTMLElement[] {
  const styles = element('ul', { className: 'styles' });
  for (const { name, share, picture } of preset.styles) {
    const tile =
      picture === null
        ? element('div', { className: 'picture statistics', textContent: words.statistics })
        : element('img', { className: 'picture', alt: '', src: addressOf(picture) });
    const caption = element('span', { className: 'name', textContent: name });
    const amount = element('span', { className: 'quiet', textContent: share });
    styles.append(parent('li', tile, caption, amount));
  }
  const parameters =
    preset.parameters.length === 0
      ? element('p', { className: 'quiet', textContent: words.noParameters })
      : factList(preset.parameters);
  return [
    element('p', { className: 'kind', textContent: words.preset }),
    element('h1', { textContent: preset.name }),
    ...(preset.facts.length === 0 ? [] : [factList(preset.facts)]),
    buttons(['apply', 'save', 'copyString', 'openText'], words, act),
    element('h2', { textContent: words.styles }),
    styles,
    element('h2', { textContent: words.parameters }),
    parameters,
  ];
}

function problemParts(
  { name, message }: Extract<Shown, { readonly kind: 'problem' }>,
  words: Words,
  act: Act,
): HTMLElement[] {
  const text = element('p', { className: 'problem', textContent: message });
  text.setAttribute('role', 'alert');
  return [
    element('p', { className: 'kind', textContent: name }),
    element('h1', { textContent: words.problem }),
    text,
    buttons(['openText'], words, act),
  ];
}

function buttons(actions: readonly Action[], words: Words, act: Act): HTMLElement {
  const made = actions.map((action, index) => {
    const button = element('button', { id: action, type: 'button', textContent: words[action] });
    if (index === 0 && actions.length > 1) button.className = 'primary';
    button.addEventListener('click', () => act(action));
    return button;
  });
  const bar = parent('div', ...made);
  bar.className = 'buttons';
  return bar;
}

function factList(facts: Preset['facts']): HTMLElement {
  const rows = facts.flatMap(({ label, value }) => [
    element('dt', { textContent: label }),
    element('dd', { textContent: value }),
  ]);
  return parent('dl', ...rows);
}

function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  properties: Partial<HTMLElementTagNameMap[K]>,
): HTMLElementTagNameMap[K] {
  return Object.assign(document.createElement(name), properties);
}

function parent(name: 'li' | 'div' | 'dl', ...children: readonly HTMLElement[]): HTMLElement {
  const made = document.createElement(name);
  made.append(...children);
  return made;
}
