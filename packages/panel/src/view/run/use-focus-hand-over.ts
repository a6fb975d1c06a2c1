import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

/**
 * Hands the focus on when the focused part of `container` goes away: to the first button that came
 * in its place, unless it only dismisses a notice. A blocked button may hold it: past the blocked
 * Pause lies Cancel, where a second Enter would throw the painting away. Without this the focus falls
 * to the page, and a person who works by keyboard begins anew.
 */
export function useFocusHandOver(container: RefObject<HTMLElement | null>): void {
  const focused = useRef<Element | null>(null);
  // Before the browser paints: a focus that comes at once would otherwise not be noticed.
  useLayoutEffect(() => {
    const element = container.current;
    if (element === null) return;
    const onFocusIn = (event: FocusEvent) => {
      focused.current = event.target as Element;
    };
    const onFocusOut = (event: FocusEvent) => {
      const left = event.target as Element;
      // A removal may look like leaving; only an element that is still there was left on purpose.
      queueMicrotask(() => {
        if (left.isConnected && focused.current === left) focused.current = null;
      });
    };
    element.addEventListener('focusin', onFocusIn);
    element.addEventListener('focusout', onFocusOut);
    return () => {
      element.removeEventListener('focusin', onFocusIn);
      element.removeEventListener('focusout', onFocusOut);
    };
  }, [container]);
  useLayoutEffect(() => {
    if (focused.current === null || focused.current.isConnected) return;
    focused.current = null;
    const next = '.p-button:not(.p-notice *)';
    container.current?.querySelector<HTMLElement>(next)?.focus();
  });
}
