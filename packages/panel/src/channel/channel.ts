import type { Said } from '@pastiche/core/sentence';
/** A pipe for structured-cloneable messages: a worker, a frame, a webview, a port. */
export interface Transport {
  post(message: unknown, transfer?: readonly object[]): void;
  /** @returns ends the listening */
  listen(receive: (message: unknown) => void): () => void;
}

/** The realm's timers; injected because some realms lack them and tests drive them. */
export interface Timers {
  set(callback: () => void, ms: number): unknown;
  clear(handle: unknown): void;
}

/** Turns what arrived into what it must be, or throws an Error that says what was expected. */
export type Reader<T> = (value: unknown) => T;

/** What one side can be asked (requests) and told (events): a reader for each body and reply. */
export interface Contract {
  readonly requests: {
    readonly [name: string]: { readonly body: Reader<unknown>; readonly reply: Reader<unknown> };
  };
  readonly events: { readonly [name: string]: Reader<unknown> };
}

export type RequestName<C extends Contract> = keyof C['requests'] & string;
export type EventName<C extends Contract> = keyof C['events'] & string;
export type BodyOf<C extends Contract, N extends RequestName<C>> = ReturnType<
  C['requests'][N]['body']
>;
export type ReplyOf<C extends Contract, N extends RequestName<C>> = ReturnType<
  C['requests'][N]['reply']
>;
export type EventOf<C extends Contract, N extends EventName<C>> = ReturnType<C['events'][N]>;

/** The request that a handler answers. */
export interface Call {
  /** Told once when the asker no longer wants the reply, or the channel closed. */
  onCancel(listener: () => void): void;
  readonly cancelled: boolean;
  /** Objects in the reply that are handed over rather than copied. */
  transfer(objects: readonly object[]): void;
}

/**
 * What this side does when asked or told. A handler that throws answers with the error. Declare
 * handlers as `Handlers<typeof CONTRACT>` before the channel is made: inside the call of
 * `createChannel`, TypeScript widens the literals that they return.
 */
export interface Handlers<C extends Contract> {
  readonly requests: {
    readonly [N in RequestName<C>]: (
      body: BodyOf<C, N>,
      call: Call,
    ) => ReplyOf<C, N> | Promise<ReplyOf<C, N>>;
  };
  readonly events: { readonly [N in EventName<C>]: (body: EventOf<C, N>) => void };
}

export interface ChannelOptions<Mine extends Contract, Theirs extends Contract> {
  readonly transport: Transport;
  readonly timers: Timers;
  /** Keeps channels on one pipe apart; the same at both ends. Default `main`. */
  readonly name?: string;
  readonly mine: Mine;
  readonly handlers: Handlers<Mine>;
  readonly theirs: Theirs;
  /** How long a reply may take unless a request says otherwise, ms. */
  readonly timeoutMs?: number;
  /** Told of messages that were ignored: of another shape, unknown, too late. */
  readonly onProblem?: (problem: string) => void;
}

export interface RequestOptions {
  /** From the moment of sending; `null`: as long as it takes. */
  readonly timeoutMs?: number | null;
  readonly transfer?: readonly object[];
}

/** A request under way. */
export interface Pending<T> {
  /** Rejects with a `ChannelError`, or with the other side's error as it was thrown there. */
  readonly reply: Promise<T>;
  /** Tells the other side, and rejects `reply` with code `aborted`. */
  cancel(): void;
}

/** One end of a pipe on which both sides ask and tell. */
export interface Channel<Theirs extends Contract> {
  request<N extends RequestName<Theirs>>(
    name: N,
    body: BodyOf<Theirs, N>,
    options?: RequestOptions,
  ): Pending<ReplyOf<Theirs, N>>;
  tell<N extends EventName<Theirs>>(
    name: N,
    body: EventOf<Theirs, N>,
    transfer?: readonly object[],
  ): void;
  /** Rejects everything pending with code `channel-closed`, tells the other side, and ends the listening. */
  close(reason: Said): void;
  readonly closed: boolean;
}
