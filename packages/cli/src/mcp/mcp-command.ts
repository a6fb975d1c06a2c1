import { StdioServerTransport } from './protocol.js';
import { createServer } from './server.js';

/**
 * `pastiche mcp`: serves one client of the Model Context Protocol on stdin and stdout, until it goes away or the
 * process is interrupted. What is being painted then is given up.
 *
 * @param roots folders that the client may use; none: what it opens itself, or the current folder
 */
export async function mcpCommand(roots: readonly string[]): Promise<void> {
  // biome-ignore lint/suspicious/noConsole: on stdout there is the protocol and nothing else
  console.log = console.error;
  const ended = new AbortController();
  const server = createServer({ roots, ended: ended.signal });
  const gone = new Promise<void>((resolve) => {
    process.stdin.once('end', resolve);
    process.stdin.once('close', resolve);
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
  await server.connect(new StdioServerTransport());
  await gone;
  ended.abort();
  await server.close();
}
