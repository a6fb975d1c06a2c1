import { StyleTransferError, throwIfAborted } from '../../base/errors.js';
import { sentence } from '../../base/sentence.js';
import type { ByteStream } from './byte-stream.js';
import { type HttpClient, type RangeResponse, requestRange } from './http-range.js';
import { type RetryOptions, retryDelay, TransientError } from './retry.js';
import { type ReadOptions, wrongSize } from './source.js';

/** A file at a URL, with what earlier reads have learnt about it. */
export interface RemoteFile {
  readonly url: string;
  /** What messages call it. */
  readonly file: string;
  /** A response that is being read through because its server does not send parts. */
  pass: ByteStream | null;
  /** The version that earlier parts were of. */
  etag: string | null;
}

/** One read in progress. */
interface Transfer {
  readonly remote: RemoteFile;
  readonly options: ReadOptions;
  readonly start: number;
  readonly end: number | null;
  chunks: Uint8Array[];
  /** Offset in the file of the next byte wanted. */
  position: number;
  /** Size of the whole file, if known. */
  fileBytes: number | null;
  /** The version that `chunks` are of. */
  etag: string | null;
  /** What to send as If-Range when resuming. */
  validator: string | null;
}

/**
 * Reads a file or a part of it over HTTP. A connection that breaks or stalls is taken up where it
 * ended; only requests in a row that bring nothing count as failures.
 *
 * @throws StyleTransferError `weights-unavailable`, `invalid-weights` for a wrong size, `aborted`.
 */
export async function download(
  remote: RemoteFile,
  options: ReadOptions,
  client: HttpClient,
  retry: RetryOptions,
): Promise<Uint8Array> {
  const start = options.start ?? 0;
  const end = options.end ?? null;
  const transfer: Transfer = {
    ...{ remote, options, start, end, position: start },
    ...{ chunks: [], fileBytes: null, etag: null, validator: null },
  };
  let furthest = start;
  let failures = 0;
  while (end === null || transfer.position < end) {
    try {
      if (await attempt(transfer, client)) break;
    } catch (error) {
      if (!(error instanceof TransientError)) throw error;
      // Only what was never reached before is progress, or starting over could go on for ever.
      failures = transfer.position > furthest ? 1 : failures + 1;
      furthest = Math.max(furthest, transfer.position);
      await waitOrGiveUp(transfer, error, failures, retry);
    }
  }
  return concatenate(transfer.chunks);
}

/** One request's worth of the transfer; tells whether the end of the file has been reached. */
async function attempt(transfer: Transfer, client: HttpClient): Promise<boolean> {
  const { remote, options } = transfer;
  const kept = takePass(remote, transfer.position);
  const response = kept === null ? await openAt(transfer, client) : null;
  const stream = kept ?? (response as RangeResponse).stream;
  try {
    await skip(stream, transfer.position, options.signal);
    const ended = await receive(transfer, stream);
    if (ended && transfer.position < (response?.sentEnd ?? 0)) {
      throw new TransientError(sentence`the connection ended after ${transfer.position} bytes`);
    }
    if (ended && transfer.end !== null && (response === null || response.whole)) {
      throw wrongSize(remote.file, stream.position, sentence`at least ${transfer.end}`);
    }
    if (ended) checkWhole(transfer);
    else if (response === null || response.whole) remote.pass = stream;
    else await drain(stream, options.signal);
    return ended && transfer.end === null;
  } catch (error) {
    stream.cancel();
    throw error;
  }
}

async function openAt(transfer: Transfer, client: HttpClient): Promise<RangeResponse> {
  const { remote, position, end, options } = transfer;
  const resumed = transfer.chunks.length > 0;
  const ifRange = resumed ? transfer.validator : null;
  const { url, file } = remote;
  const request = { url, file, from: position, end, ifRange, signal: options.signal };
  const response = await requestRange(request, client);
  try {
    if (resumed && response.whole) restart(transfer);
    checkVersion(transfer, response);
    transfer.etag = response.etag;
    transfer.validator = response.validator;
    transfer.fileBytes = response.fileBytes ?? transfer.fileBytes;
    const expected = options.fileBytes;
    if (expected !== undefined && transfer.fileBytes !== null && transfer.fileBytes !== expected) {
      throw wrongSize(file, transfer.fileBytes, String(expected));
    }
  } catch (error) {
    response.stream.cancel();
    throw error;
  }
  return response;
}

/** Parts of two versions of a file must not be put together. */
function checkVersion(transfer: Transfer, { etag, fileBytes }: RangeResponse): void {
  const { remote, options } = transfer;
  const joins = transfer.chunks.length > 0;
  const known = joins ? transfer.etag : transfer.end === null ? null : remote.etag;
  const otherEtag = known !== null && etag !== null && etag !== known;
  const otherSize =
    joins && fileBytes !== null && transfer.fileBytes !== null && fileBytes !== transfer.fileBytes;
  if (otherEtag || otherSize) {
    throw new StyleTransferError(
      'weights-unavailable',
      sentence`${remote.file} changed at ${remote.url} while it was being read; load it again.`,
    );
  }
  if (options.end !== undefined) remote.etag = etag;
}

function restart(transfer: Transfer): void {
  transfer.chunks = [];
  transfer.position = transfer.start;
  transfer.fileBytes = null;
  transfer.etag = null;
  transfer.options.onBytes?.(0, transferBytes(transfer));
}

async function skip(
  stream: ByteStream,
  position: number,
  signal: AbortSignal | undefined,
): Promise<void> {
  while (stream.position < position) {
    const skipped = await stream.pull(position - stream.position, signal);
    if (skipped === null) return;
  }
}

/** Takes what is wanted of a stream; tells whether the stream ended with it. */
async function receive(transfer: Transfer, stream: ByteStream): Promise<boolean> {
  const { options, remote } = transfer;
  const most = options.fileBytes ?? Number.POSITIVE_INFINITY;
  while (transfer.end === null || transfer.position < transfer.end) {
    const max = transfer.end === null ? Number.POSITIVE_INFINITY : transfer.end - transfer.position;
    const chunk = await stream.pull(max, options.signal);
    if (chunk === null) return true;
    transfer.chunks.push(chunk);
    transfer.position += chunk.byteLength;
    if (transfer.position > most)
      throw wrongSize(remote.file, transfer.position, sentence`${most} and no more`);
    options.onBytes?.(transfer.position - transfer.start, transferBytes(transfer));
  }
  return false;
}

/** Ends a part politely, so that its connection can be used again. */
async function drain(stream: ByteStream, signal: AbortSignal | undefined): Promise<void> {
  try {
    const more = await stream.pull(1, signal);
    if (more !== null) stream.cancel();
  } catch {
    // Everything wanted is here already: only the caller's own abort still matters.
    throwIfAborted(signal);
  }
}

function checkWhole({ end, position, fileBytes, options, remote }: Transfer): void {
  const expected = options.fileBytes ?? fileBytes;
  if (end === null && expected !== null && position !== expected) {
    throw wrongSize(remote.file, position, String(expected));
  }
}

/** Takes over the response that earlier reads left open, if the wanted byte is still to come. */
function takePass(remote: RemoteFile, position: number): ByteStream | null {
  const { pass } = remote;
  remote.pass = null;
  if (pass === null || pass.position <= position) return pass;
  pass.cancel();
  return null;
}

async function waitOrGiveUp(
  { remote, options }: Transfer,
  error: TransientError,
  failures: number,
  retry: RetryOptions,
): Promise<void> {
  throwIfAborted(options.signal);
  const delay = retryDelay(failures, error.retryAfterMs, retry);
  if (failures < retry.attempts && delay !== null) return retry.sleep(delay, options.signal);
  const wait =
    delay === null ? sentence` and asks to wait ${(error.retryAfterMs ?? 0) / 1000} s` : '';
  const tried = failures === 1 ? sentence`1 attempt` : sentence`${failures} attempts in a row`;
  throw new StyleTransferError(
    'weights-unavailable',
    sentence`${remote.file} could not be read from ${remote.url} in ${tried}: ${error.said}${wait}; check the connection and try again later.`,
    { cause: error },
  );
}

function transferBytes({ start, end, fileBytes, options }: Transfer): number | null {
  const last = end ?? options.fileBytes ?? fileBytes;
  return last === null ? null : last - start;
}

function concatenate(chunks: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.byteLength, 0));
  let position = 0;
  for (const chunk of chunks) {
    whole.set(chunk, position);
    position += chunk.byteLength;
  }
  return whole;
}
