import { fileURLToPath } from 'node:url';
import type { Server } from '@modelcontextprotocol/sdk/server/index.js';

/**
 * The folders that a client may use: those of `--root`, else what it has opened itself (its roots), else the
 * current folder.
 */
export async function clientFolders(
  server: Pick<Server, 'getClientCapabilities' | 'listRoots'>,
  named: readonly string[],
): Promise<readonly string[]> {
  if (named.length > 0) return named;
  if (server.getClientCapabilities()?.roots === undefined) return [process.cwd()];
  const { roots } = await server.listRoots();
  return roots.flatMap(({ uri }) => (uri.startsWith('file:') ? [fileURLToPath(uri)] : []));
}
