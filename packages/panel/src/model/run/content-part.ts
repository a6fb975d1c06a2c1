import { sentence } from '@pastiche/core';
import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Engine } from '../../engine/engine.js';
import type { Host, HostMask, HostPicture } from '../../host/host.js';
import type { WhenIdle } from '../idle-queue.js';
import type { ContentState, Problem } from '../model.js';
import type { Notices } from '../notices.js';
import type { BitmapShares } from '../styles/bitmap-shares.js';
import { type HeldPicture, holdPicture } from '../styles/hold-picture.js';
import { tellFrames } from '../tell-frames.js';

/** The picture that is painted. */
export interface ContentPart {
  readonly content: ReadonlySignal<ContentState>;
  /** What of it the host offers to keep. */
  readonly offered: ReadonlySignal<HostMask | null>;
  /** The name of one that waits for the end of a painting. */
  readonly waiting: ReadonlySignal<string | null>;
  /** Reads what is chosen in the host now. */
  load(): Promise<void>;
  /** Lets the person choose one in the host's way. */
  choose(): Promise<void>;
  set(name: string, bytes: Uint8Array): Promise<void>;
  /** Told by the host that another one was chosen, or none. */
  follow(picture: HostPicture | null): void;
  /** The picture's file, and whether the host gives it again. */
  picture(): (HostPicture & { readonly ofHost: boolean }) | null;
  close(): void;
}

export interface ContentPartOptions {
  readonly host: Pick<Host, 'readContent'>;
  readonly engine: ReadonlySignal<Engine | null>;
  readonly bitmaps: BitmapShares;
  readonly whenIdle: WhenIdle;
  readonly notices: Notices;
  describe(error: unknown): Problem;
  /** Told why a picture could not be read. */
  onFailed(error: unknown, engine: Engine): void;
  /** Another picture is there; `late`: it had to wait for the end of a painting. */
  onReplaced(late: boolean): void;
}

interface Current extends HostPicture {
  readonly held: HeldPicture;
}

/** The content; the newest wins, but one that comes while a painting goes on waits for its end. */
export function createContentPart(options: ContentPartOptions): ContentPart {
  const { host, notices } = options;
  const refusal = createRefusal(notices);
  const { current, waiting, take, takings, end } = createTaking(options, refusal.heeded);
  // Given to the panel from outside its host: dropped or pasted.
  let dropped: HostPicture | null = null;
  const set = async (picture: HostPicture) => {
    const outcome = take(picture);
    if (outcome === 'waits') {
      notices.info(sentence`The new picture is taken up when this painting has ended.`);
    } else {
      await current.peek()?.held.settled;
    }
  };
  const read = async (pick: boolean) => {
    const asked = takings();
    try {
      const picture = await host.readContent({ pick });
      // What the host tells of meanwhile is newer than what it was asked for at the start.
      if (!pick && asked !== takings()) return;
      if (picture !== null) await set(picture);
    } catch (error) {
      refusal.tell(error);
    }
  };
  return {
    content: computed(() => stateOf(current.value, options.describe)),
    offered: computed(() => current.value?.protect ?? null),
    waiting,
    load: () => read(false),
    choose: () => read(true),
    set: (name, bytes) => {
      dropped = { name, bytes };
      return set(dropped);
    },
    picture: () => fileOf(current.peek(), dropped),
    follow: (picture) => {
      take(picture);
    },
    close: end,
  };
}

/** Tells why there is no picture, until there is one: then it was heeded, and is old news. */
function createRefusal(notices: Notices) {
  let told: number | null = null;
  return {
    tell: (error: unknown) => {
      notices.error(error);
      told = notices.notice.peek()?.id ?? null;
    },
    heeded: () => {
      if (told !== null && notices.notice.peek()?.id === told) notices.dismiss();
    },
  };
}

type Outcome = 'taken' | 'same' | 'waits';

/** Takes over one picture after another, each as soon as nothing is painted and no newer one has come. */
function createTaking(options: ContentPartOptions, onTaken: () => void) {
  const { notices, whenIdle } = options;
  const current = signal<Current | null>(null);
  const waiting = signal<string | null>(null);
  let lastPicture: HostPicture | null = null;
  let newest = 0;
  const replace = (picture: HostPicture | null) => {
    current.peek()?.held.release();
    const next = picture === null ? null : opened(picture, options);
    current.value = next;
    if (next !== null) {
      void tellOnceRead(next, () => current.peek()?.held === next.held, notices);
    }
  };
  const take = (picture: HostPicture | null): Outcome => {
    newest += 1;
    const mine = newest;
    let outcome: Outcome = 'waits';
    whenIdle((late) => {
      if (mine !== newest) return;
      waiting.value = null;
      if (picture !== null) onTaken();
      outcome = isSame(current.peek(), picture) ? 'same' : 'taken';
      if (outcome === 'same') {
        takeMask(current, picture);
        return;
      }
      replace(picture);
      // A click beside a layer, and back on it, does not take the last painting out of sight.
      if (picture === null || areEqual(lastPicture, picture)) return;
      lastPicture = picture;
      options.onReplaced(late);
    });
    if (outcome === 'waits') waiting.value = picture?.name ?? null;
    return outcome;
  };
  const end = () => {
    newest += 1;
    replace(null);
  };
  return { current, waiting, take, takings: () => newest, end };
}

/** The same picture may come with another mask: what of it may stay was chosen anew. */
function takeMask(current: Signal<Current | null>, picture: HostPicture | null): void {
  const before = current.peek();
  const protect = picture?.protect ?? null;
  if (before === null || areSameMasks(before.protect ?? null, protect)) return;
  current.value = { ...before, protect };
}

/** Tells of its frames, unless another one is there by then. */
async function tellOnceRead(
  picture: Current,
  isStillThere: () => boolean,
  notices: Notices,
): Promise<void> {
  await picture.held.settled;
  const isReady = picture.held.state.peek().kind === 'ready';
  if (isReady && isStillThere()) tellFrames(picture, notices);
}

function fileOf(
  picture: Current | null,
  dropped: HostPicture | null,
): ReturnType<ContentPart['picture']> {
  if (picture === null) return null;
  const { name, bytes, id } = picture;
  return { name, bytes, id, ofHost: !areEqual(dropped, picture) };
}

function opened(picture: HostPicture, options: ContentPartOptions): Current {
  return { ...picture, held: holdPicture({ ...options, read: async () => picture.bytes }) };
}

function stateOf(current: Current | null, describe: (error: unknown) => Problem): ContentState {
  if (current === null) return { kind: 'none' };
  const { name } = current;
  const state = current.held.state.value;
  switch (state.kind) {
    case 'loading':
      return { kind: 'loading', name };
    case 'ready':
      return { kind: 'ready', name, picture: state.picture };
    case 'failed':
      return { kind: 'failed', name, problem: describe(state.error) };
  }
}

/** Hosts tell of every click; the same picture again is no news. One that failed is tried again. */
function isSame(current: Current | null, picture: HostPicture | null): boolean {
  return current?.held.state.peek().kind !== 'failed' && areEqual(current, picture);
}

function areEqual(one: HostPicture | null, other: HostPicture | null): boolean {
  if (one === null || other === null) return one === other;
  const isAnother = one.name !== other.name || (one.id ?? null) !== (other.id ?? null);
  return !isAnother && areSameBytes(one.bytes, other.bytes);
}

function areSameMasks(one: HostMask | null, other: HostMask | null): boolean {
  if (one === null || other === null) return one === other;
  const isNamedAlike = JSON.stringify(one.label) === JSON.stringify(other.label);
  return isNamedAlike && areSameBytes(one.bytes, other.bytes);
}

function areSameBytes(one: Uint8Array, other: Uint8Array): boolean {
  if (one.length !== other.length) return false;
  for (let index = 0; index < one.length; index++) {
    if (one[index] !== other[index]) return false;
  }
  return true;
}
