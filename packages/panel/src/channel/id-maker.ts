/** Ids that no other maker makes, also not the one that this page had before it was loaded again. */
export function idMaker(): () => string {
  const session = Math.random().toString(36).slice(2);
  let count = 0;
  return () => `${session}-${++count}`;
}
