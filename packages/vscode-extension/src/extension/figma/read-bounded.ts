/**
 * Reads the body of an answer as text, but gives up as soon as it is larger than allowed, so that
 * nothing huge is ever held.
 *
 * @param most bytes
 * @returns `null`: there is more
 */
export async function readBounded(
  { headers, body }: Pick<Response, 'headers' | 'body'>,
  most: number,
): Promise<string | null> {
  if (body === null) return '';
  if (Number(headers.get('content-length')) > most) {
    await body.cancel();
    return null;
  }
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let read = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    read += value.byteLength;
    if (read > most) {
      await reader.cancel();
      return null;
    }
    text += decoder.decode(value, { stream: true });
  }
}
