/**
 * Sends bytes through a stream that packs or unpacks, and gives what comes out piece by piece. Whoever
 * takes no more of them ends the stream.
 *
 * @param pieceBytes how many go in at once: a stream may unpack all of them to one piece, 1032 times as large
 * @throws TypeError when the data are damaged
 */
export async function* throughStream(
  bytes: Uint8Array,
  stream: CompressionStream | DecompressionStream,
  pieceBytes: number,
): AsyncGenerator<Uint8Array> {
  const reader = piecesOf(bytes, pieceBytes).pipeThrough(stream).getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    // What is still under way may fail now, which is no news.
    reader.cancel().catch(() => {});
  }
}

function piecesOf(bytes: Uint8Array, pieceBytes: number): ReadableStream<Uint8Array<ArrayBuffer>> {
  let start = 0;
  return new ReadableStream({
    pull(controller) {
      if (start >= bytes.length) return controller.close();
      controller.enqueue(bytes.slice(start, start + pieceBytes));
      start += pieceBytes;
    },
  });
}
