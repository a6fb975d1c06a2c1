import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How one request is answered; what is left out is done as a good server does it. */
export interface LoopbackBehaviour {
  /** Answers with this status and no file. */
  readonly status?: number;
  /** Headers that are added to or replace the usual ones. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Redirects to this address. */
  readonly location?: string;
  /** Sends the whole file with 200, whatever Range says. */
  readonly ignoreRange?: boolean;
  /** Sends no Content-Length. */
  readonly chunked?: boolean;
  /** Cuts the connection after this many bytes of the body. */
  readonly dropAfter?: number;
  /** Sends this many bytes of the body and then nothing, for ever. */
  readonly stallAfter?: number;
  /** The file as this answer sees it: shorter, longer, damaged. */
  readonly change?: (bytes: Uint8Array) => Uint8Array;
}

/** A request as it came in, and how many bytes of body were sent for it. */
export interface LoopbackRequest {
  /** Path without the leading slash. */
  readonly file: string;
  readonly range: string | undefined;
  readonly ifRange: string | undefined;
  sent: number;
}

export interface LoopbackServer {
  /** Address of the folder, such as `http://127.0.0.1:1234/`. */
  readonly url: string;
  /** Everything asked for so far, in order. */
  readonly requests: LoopbackRequest[];
  /** Answers the next requests for a file in these ways, one each; after them, well. */
  script(file: string, ...behaviours: readonly LoopbackBehaviour[]): void;
  close(): Promise<void>;
}

/**
 * Starts a file server on 127.0.0.1 that honours Range and If-Range and misbehaves on demand.
 *
 * @param files bytes by path; may be changed between requests
 */
export async function loopbackServer(
  files: Readonly<Record<string, Uint8Array>>,
): Promise<LoopbackServer> {
  const requests: LoopbackRequest[] = [];
  const scripts = new Map<string, LoopbackBehaviour[]>();
  const server = createServer((incoming, response) => {
    const file = decodeURIComponent(new URL(incoming.url ?? '', 'http://x').pathname.slice(1));
    const { range, 'if-range': ifRange } = incoming.headers;
    const request = { file, range, ifRange: ifRange?.toString(), sent: 0 };
    requests.push(request);
    answer(incoming, response, request, files[file], scripts.get(file)?.shift() ?? {});
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    requests,
    script(file, ...behaviours) {
      scripts.set(file, [...behaviours]);
    },
    close: () => closeServer(server),
  };
}

function answer(
  incoming: IncomingMessage,
  response: ServerResponse,
  request: LoopbackRequest,
  stored: Uint8Array | undefined,
  behaviour: LoopbackBehaviour,
): void {
  const { status, location, headers = {}, change = (bytes) => bytes } = behaviour;
  if (location !== undefined) {
    response.writeHead(302, { location }).end();
  } else if (status !== undefined || stored === undefined) {
    response.writeHead(status ?? 404, headers).end('no such luck');
  } else {
    send(incoming, response, request, change(stored), behaviour);
  }
}

function send(
  incoming: IncomingMessage,
  response: ServerResponse,
  request: LoopbackRequest,
  bytes: Uint8Array,
  behaviour: LoopbackBehaviour,
): void {
  const etag = behaviour.headers?.ETag ?? '"1"';
  const match = /^bytes=(\d+)-(\d*)$/.exec(incoming.headers.range ?? '');
  const outdated = request.ifRange !== undefined && request.ifRange !== etag;
  const ranged = match !== null && behaviour.ignoreRange !== true && !outdated;
  const start = ranged ? Number(match[1]) : 0;
  const end =
    ranged && match[2] !== '' ? Math.min(Number(match[2]) + 1, bytes.length) : bytes.length;
  if (start >= bytes.length && ranged) {
    response.writeHead(416, { 'Content-Range': `bytes */${bytes.length}` }).end();
    return;
  }
  const body = bytes.subarray(start, end);
  response.writeHead(ranged ? 206 : 200, {
    ETag: etag,
    ...(behaviour.chunked === true ? {} : { 'Content-Length': String(body.length) }),
    ...(ranged ? { 'Content-Range': `bytes ${start}-${end - 1}/${bytes.length}` } : {}),
    ...behaviour.headers,
  });
  const cut = behaviour.dropAfter ?? behaviour.stallAfter ?? body.length;
  request.sent = Math.min(cut, body.length);
  response.write(body.subarray(0, cut), () => {
    if (behaviour.dropAfter !== undefined) response.destroy();
    else if (behaviour.stallAfter === undefined) response.end();
  });
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
    server.closeAllConnections();
  });
}
