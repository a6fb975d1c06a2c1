import { pathToFileURL } from 'node:url';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import type { RequestOptions } from '@modelcontextprotocol/sdk/shared/protocol.js';
import { CallToolResultSchema, ListRootsRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import { patience } from '@pastiche/test-fixtures/patience';
import { PROGRAM } from './built-program.js';

/** An assistant that uses `pastiche mcp`. */
export interface Assistant {
  readonly client: Client;
  /** Calls a tool; its text, and what it gave as data. */
  call(
    name: string,
    args?: Record<string, unknown>,
    options?: RequestOptions,
  ): Promise<{
    readonly text: string;
    readonly isError: boolean;
    readonly data: Record<string, unknown>;
  }>;
  close(): Promise<void>;
}

/**
 * Starts the built server in a folder.
 *
 * @param roots folders that the assistant opens; `null`: it knows no roots
 */
export async function startAssistant(
  cwd: string,
  roots: readonly string[] | null,
  args: readonly string[] = [],
): Promise<Assistant> {
  const capabilities = roots === null ? {} : { roots: {} };
  const client = new Client({ name: 'assistant', version: '1.0.0' }, { capabilities });
  if (roots !== null) {
    client.setRequestHandler(ListRootsRequestSchema, () => ({
      roots: roots.map((root) => ({ uri: pathToFileURL(root).href })),
    }));
  }
  const command = [PROGRAM, 'mcp', ...args];
  const env = { PATH: process.env.PATH ?? '', HOME: cwd, PASTICHE_CACHE: `${cwd}/cache` };
  await client.connect(
    new StdioClientTransport({ command: process.execPath, args: command, cwd, env }),
  );
  return {
    client,
    call: async (name, given = {}, options = {}) => {
      const answer = await client.callTool({ name, arguments: given }, CallToolResultSchema, {
        timeout: patience(60_000),
        ...options,
      });
      const {
        content,
        isError = false,
        structuredContent = {},
      } = CallToolResultSchema.parse(answer);
      const text = content.map((part) => (part.type === 'text' ? part.text : '')).join('');
      return { text, isError, data: structuredContent };
    },
    close: () => client.close(),
  };
}
