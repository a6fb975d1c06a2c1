/** What reaches beyond the page's right edge, other than what scrolls in itself. */
export function sticksOut(): string[] {
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) return [`page ${root.scrollWidth} px`];
  return [...document.querySelectorAll('#panel *')]
    .filter((element) => {
      const box = element.getBoundingClientRect();
      const apart = element.closest('.p-unseen, .p-history, .p-canvas-view, .p-progress') !== null;
      return !apart && box.width > 0 && (box.right > root.clientWidth + 0.5 || box.left < -0.5);
    })
    .map((element) => element.getAttribute('class') ?? element.tagName);
}
