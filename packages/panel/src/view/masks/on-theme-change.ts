/**
 * Tells when the colours of the page may be others: the system's scheme changed, or the host changed what its theme
 * is made of. Only what is painted by hand needs it. @returns ends it
 */
export function onThemeChange(then: () => void): () => void {
  const scheme = matchMedia('(prefers-color-scheme: dark)');
  scheme.addEventListener('change', then);
  const observer = new MutationObserver(then);
  for (const element of [document.documentElement, document.body]) {
    observer.observe(element, { attributes: true, attributeFilter: ['class', 'style'] });
  }
  return () => {
    scheme.removeEventListener('change', then);
    observer.disconnect();
  };
}
