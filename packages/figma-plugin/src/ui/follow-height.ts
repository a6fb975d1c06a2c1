/** Changes that come together are told once, ms. */
const REST_MS = 60;

/**
 * Tells how high the window must be for nothing in it to need scrolling, now and after each change.
 * The settings scroll inside the panel, so their own parts are added up.
 *
 * @returns ends it
 */
export function followHeight(
  { strip, panel }: { readonly strip: HTMLElement; readonly panel: HTMLElement },
  tell: (height: number) => void,
): () => void {
  let told = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const measure = () => {
    strip.ownerDocument.documentElement.style.setProperty(
      '--strip-height',
      `${strip.offsetHeight}px`,
    );
    const height = Math.ceil(
      [strip, ...partsOf(panel)].reduce((sum, part) => sum + outer(part), 0),
    );
    if (height === told) return;
    told = height;
    tell(height);
  };
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(measure, REST_MS);
  };
  const sizes = new ResizeObserver(soon);
  const watch = () => {
    sizes.disconnect();
    for (const part of [strip, ...partsOf(panel)]) sizes.observe(part);
    soon();
  };
  const parts = new MutationObserver(watch);
  parts.observe(panel, { childList: true, subtree: true });
  watch();
  return () => {
    clearTimeout(timer);
    sizes.disconnect();
    parts.disconnect();
  };
}

function partsOf(panel: HTMLElement): Element[] {
  return [...panel.querySelectorAll('.p-panel > :not(.p-controls, .p-unseen), .p-controls > *')];
}

/** A part's height with its borders; what is only for screen readers has none. */
function outer(part: Element): number {
  return getComputedStyle(part).position === 'absolute' ? 0 : part.getBoundingClientRect().height;
}
