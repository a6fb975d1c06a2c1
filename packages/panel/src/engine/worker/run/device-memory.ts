/** The computer's memory in GiB, roughly; told by some browsers, and only to pages that came by TLS. */
export function deviceMemory(): number | null {
  if (typeof navigator === 'undefined') return null;
  return (navigator as { readonly deviceMemory?: number }).deviceMemory ?? null;
}
