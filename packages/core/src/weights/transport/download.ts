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
interface Job {
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
  const job: Job = {
    ...{ remote, options, start, end, position: start },
    ...{ chunks: [], fileBytes: null, etag: null, validator: null },
  };
  let furthest = start;
  let failures = 0;
  while (end === null || job.position < end) {
    try {
      if (await attempt(job, client)) break;
    } catch (error) {
      if (!(error instanceof TransientError)) throw error;
      // Only what was never reached before is progress, or starting over could go on for ever.
      failures = job.position > furthest ? 1 : failures + 1;
      furthest = Math.max(furthest, job.position);
      await waitOrGiveUp(job, error, failures, retry);
    }
  }
  return concatenate(job.chunks);
}

/** One request's worth of the job; tells whether the end of the file has been reached. */
async function attempt(job: Job, client: HttpClient): Promise<boolean> {
  const { remote, options } = job;
  const kept = takePass(remote, job.position);
  const response = kept === null ? await openAt(job, client) : null;
  const stream = kept ?? (response as RangeResponse).stream;
  try {
    await skip(stream, job.position, options.signal);
    const ended = await receive(job, stream);
    if (ended && job.position < (response?.sentEnd ?? 0)) {
      throw new TransientError(sentence`the connection ended after ${job.position} bytes`);
    }
    if (ended && job.end !== null && (response === null || response.whole)) {
      throw wrongSize(remote.file, stream.position, sentence`at least ${job.end}`);
    }
    if (ended) checkWhole(job);
    else if (response === null || response.whole) remote.pass = stream;
    else await drain(stream, options.signal);
    return ended && job.end === null;
  } catch (error) {
    stream.cancel();
    throw error;
  }
}

async function openAt(job: Job, client: HttpClient): Promise<RangeResponse> {
  const { remote, position, end, options } = job;
  const resumed = job.chunks.length > 0;
  const ifRange = resumed ? job.validator : null;
  const { url, file } = remote;
  const request = { url, file, from: position, end, ifRange, signal: options.signal };
  const response = await requestRange(request, client);
  try {
    if (resumed && response.whole) restart(job);
    checkVersion(job, response);
    job.etag = response.etag;
    job.validator = response.validator;
    job.fileBytes = response.fileBytes ?? job.fileBytes;
    const expected = options.fileBytes;
    if (expected !== undefined && job.fileBytes !== null && job.fileBytes !== expected) {
      throw wrongSize(file, job.fileBytes, String(expected));
    }
  } catch (error) {
    response.stream.cancel();
    throw error;
  }
  return response;
}

/** Parts of two versions of a file must not be put together. */
function checkVersion(job: Job, { etag, fileBytes }: RangeResponse): void {
  const { remote, options } = job;
  const joins = job.chunks.length > 0;
  const known = joins ? job.etag : job.end === null ? null : remote.etag;
  const otherEtag = known !== null && etag !== null && etag !== known;
  const otherSize =
    joins && fileBytes !== null && job.fileBytes !== null && fileBytes !== job.fileBytes;
  if (otherEtag || otherSize) {
    throw new StyleTransferError(
      'weights-unavailable',
      sentence`${remote.file} changed at ${remote.url} while it was being read; load it again.`,
    );
  }
  if (options.end !== undefined) remote.etag = etag;
}

function restart(job: Job): void {
  job.chunks = [];
  job.position = job.start;
  job.fileBytes = null;
  job.etag = null;
  job.options.onBytes?.(0, jobBytes(job));
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
async function receive(job: Job, stream: ByteStream): Promise<boolean> {
  const { options, remote } = job;
  const most = options.fileBytes ?? Number.POSITIVE_INFINITY;
  while (job.end === null || job.position < job.end) {
    const max = job.end === null ? Number.POSITIVE_INFINITY : job.end - job.position;
    const chunk = await stream.pull(max, options.signal);
    if (chunk === null) return true;
    job.chunks.push(chunk);
    job.position += chunk.byteLength;
    if (job.position > most)
      throw wrongSize(remote.file, job.position, sentence`${most} and no more`);
    options.onBytes?.(job.position - job.start, jobBytes(job));
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

function checkWhole({ end, position, fileBytes, options, remote }: Job): void {
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
  { remote, options }: Job,
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

function jobBytes({ start, end, fileBytes, options }: Job): number | null {
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
