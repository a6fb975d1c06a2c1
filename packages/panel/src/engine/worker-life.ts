/** As much of `navigator.locks` as is needed. */
export interface LifeLocks {
  request(
    name: string,
    options: { readonly signal?: AbortSignal },
    use: () => Promise<void> | undefined,
  ): Promise<unknown>;
  query(): Promise<{ readonly held?: readonly { readonly name?: string }[] }>;
}

/**
 * Has a worker hold a lock for as long as it lives: browsers tell nobody when they end a worker, as they do
 * for want of memory, but they give its locks to whoever waits.
 *
 * @param name a lock of its own; '' for none
 * @returns resolves once the lock is held, or cannot be, as in a worker of no origin
 */
export function holdLife(name: string, locks: LifeLocks | undefined = realmLocks()): Promise<void> {
  if (name === '' || locks === undefined) return Promise.resolve();
  return new Promise((resolve) => {
    const forLife = () => {
      resolve();
      return new Promise<void>(() => {});
    };
    locks.request(name, {}, forLife).catch(() => resolve());
  });
}

/**
 * Tells when the worker is gone that holds a lock by now; says nothing of one that holds none.
 *
 * @param signal aborted when the worker is ended on purpose
 */
export async function watchLife(
  name: string,
  onEnd: () => void,
  signal: AbortSignal,
  locks: LifeLocks | undefined = realmLocks(),
): Promise<void> {
  try {
    const { held = [] } = (await locks?.query()) ?? {};
    if (!held.some((lock) => lock.name === name)) return;
    await locks?.request(name, { signal }, () => {
      onEnd();
      return undefined;
    });
  } catch {
    // A page of no origin has no locks; and a watch that is aborted ends so.
  }
}

/** Old browsers, and pages that did not come safely, have none. */
function realmLocks(): LifeLocks | undefined {
  return (globalThis.navigator as { readonly locks?: LifeLocks } | undefined)?.locks;
}
