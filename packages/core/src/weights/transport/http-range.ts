import { StyleTransferError } from '../../base/errors.js';
import { sentence } from '../../base/sentence.js';
import { type ByteStream, byteStream, withIdleLimit } from './byte-stream.js';
import { parseRetryAfter, TransientError } from './retry.js';
import { wrongSize } from './source.js';

/** One request for a file or a part of it. */
export interface RangeRequest {
  readonly url: string;
  /** What messages call the file. */
  readonly file: string;
  readonly from: number;
  /** The byte after the last one wanted; `null` for the end of the file. */
  readonly end: number | null;
  /** Strong ETag of what has been read so far; another version is then sent whole. */
  readonly ifRange: string | null;
  readonly signal: AbortSignal | undefined;
}

export interface HttpClient {
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  readonly idleTimeoutMs: number;
  now(): number;
}

export interface RangeResponse {
  /** Starts at `from`, or at 0 when the server sends the whole file. */
  readonly stream: ByteStream;
  /** Whether this is the whole file, whatever was asked for. */
  readonly whole: boolean;
  /** Where the sent bytes end in the file, if the server says so. */
  readonly sentEnd: number | null;
  /** Size of the whole file, if the server says so. */
  readonly fileBytes: number | null;
  readonly etag: string | null;
  /** The ETag where a later request may carry it as If-Range. */
  readonly validator: string | null;
}

const TOO_EARLY = [408, 425, 429];

/**
 * Sends one request and checks that the answer is what was asked for, or the whole file.
 *
 * @throws TransientError when another attempt may succeed; StyleTransferError when it will not.
 */
export async function requestRange(
  request: RangeRequest,
  client: HttpClient,
): Promise<RangeResponse> {
  const { url, from, end, ifRange, signal } = request;
  const limit = { controller: new AbortController(), idleTimeoutMs: client.idleTimeoutMs };
  const headers: Record<string, string> = {};
  const ranged = from > 0 || end !== null;
  if (ranged) headers.Range = `bytes=${from}-${end === null ? '' : end - 1}`;
  if (ifRange !== null) headers['If-Range'] = ifRange;
  const init = { headers, signal: limit.controller.signal };
  const response = await withIdleLimit(() => client.fetch(url, init), limit, signal);
  try {
    const part = ranged && response.status === 206 ? checkPart(request, response) : null;
    if (part === null && response.status !== 200) throw refusal(request, response, client);
    const fileBytes = part === null ? contentLength(response) : part.fileBytes;
    return {
      stream: byteStream(response.body, part === null ? 0 : from, limit),
      whole: part === null,
      sentEnd: part === null ? fileBytes : part.end,
      fileBytes,
      etag: response.headers.get('ETag'),
      validator: validatorOf(response),
    };
  } catch (error) {
    limit.controller.abort();
    throw error;
  }
}

/**
 * A weak ETag does not promise equal bytes, so it cannot join two parts. To another origin, If-Range
 * would cost a preflight that few file servers answer.
 */
function validatorOf({ headers, type }: Response): string | null {
  const etag = headers.get('ETag');
  return type !== 'cors' && etag?.startsWith('"') === true ? etag : null;
}

/** Content-Length counts compressed bytes where there is a Content-Encoding. */
function contentLength({ headers }: Response): number | null {
  const length = headers.get('Content-Length');
  if (length === null || headers.has('Content-Encoding')) return null;
  return /^\d+$/.test(length) ? Number(length) : null;
}

function checkPart(
  { url, file, from, end }: RangeRequest,
  response: Response,
): { end: number | null; fileBytes: number | null } {
  const header = response.headers.get('Content-Range');
  // Pages of another origin are not shown this header unless the server exposes it.
  if (header === null && response.type === 'cors') return { end, fileBytes: null };
  const match = /^bytes (\d+)-(\d+)\/(\d+|\*)$/.exec(header ?? '');
  const [first, last, size] = (match ?? []).slice(1).map(Number);
  const fits = first === from && last !== undefined && last >= from && (end === null || last < end);
  if (!fits) {
    const asked =
      end === null ? sentence`bytes ${from} to the end` : sentence`bytes ${from} to ${end - 1}`;
    const came = header ?? sentence`a part without Content-Range`;
    throw new StyleTransferError(
      'weights-unavailable',
      sentence`${url} answered ${came} when asked for ${asked} of ${file}; its server cannot be trusted with parts, use another address or a folder.`,
    );
  }
  return { end: last + 1, fileBytes: Number.isNaN(size) ? null : (size ?? null) };
}

function refusal(request: RangeRequest, response: Response, client: HttpClient): Error {
  const { url, file, from, end } = request;
  const { status, statusText, headers } = response;
  const answer = `${status} ${statusText}`.trim();
  if (status >= 500 || TOO_EARLY.includes(status)) {
    const retryAfterMs = parseRetryAfter(headers.get('Retry-After'), client.now());
    return new TransientError(sentence`the server answered ${answer}`, { retryAfterMs });
  }
  const size = /^bytes \*\/(\d+)$/.exec(headers.get('Content-Range') ?? '')?.[1];
  if (status === 416 && size !== undefined) {
    return wrongSize(file, Number(size), sentence`at least ${end ?? from + 1}`);
  }
  return new StyleTransferError(
    'weights-unavailable',
    sentence`${file} could not be read: ${url} answered ${answer}, expected 200 or 206; check the address.`,
  );
}
