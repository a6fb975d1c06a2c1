import { ChannelError } from '@pastiche/panel/channel';
import { sentence } from '@pastiche/panel/core';

/**
 * A file that lies beside the page.
 *
 * @throws ChannelError with a sentence where it does not, or its server is not reached
 */
export async function readFile(name: string): Promise<Uint8Array> {
  const response = await fetch(name).catch(() => null);
  if (response?.ok) return new Uint8Array(await response.arrayBuffer());
  throw new ChannelError(
    'failed',
    response === null
      ? sentence`${name} lies beside this page, but its server could not be reached; try again when you are online.`
      : sentence`${name} should lie beside this page, but the server answered ${response.status}; reload the page.`,
  );
}
