import type { RequestHandlerExtra } from '@modelcontextprotocol/sdk/shared/protocol.js';
import type {
  CallToolResult,
  ServerNotification,
  ServerRequest,
} from '@modelcontextprotocol/sdk/types.js';
import { inEnglish } from '@pastiche/core';
import { describeError } from '../base/command-error.js';
import { VERSION } from '../base/version.js';
import { describeResult } from '../commands/describe-result.js';
import { withinLimits } from '../input/input-limits.js';
import { readPresetFile } from '../input/preset-input.js';
import { type AllowedFolders, allowFolders } from './allowed-folders.js';
import { clientFolders } from './client-folders.js';
import { builtInStyles, presetsIn } from './named-styles.js';
import { oneAtATime } from './one-at-a-time.js';
import { paintOrder } from './paint-order.js';
import { PAINT_ORDER, PAINT_RESULT } from './paint-schema.js';
import { McpServer, ResourceTemplate, z } from './protocol.js';

export interface ServerOptions {
  /** `--root`: folders that a client may use; none: what the client opens, or the current one. */
  readonly roots: readonly string[];
  /** Aborted when the server ends. */
  readonly ended: AbortSignal;
}

type Extra = RequestHandlerExtra<ServerRequest, ServerNotification>;

const PRESETS = 'pastiche-preset:///{+path}';

const ABOUT =
  'Repaints pictures in the style of others (neural style transfer) on this machine. It writes new files only. A painting takes seconds to minutes, longer for larger sizes; one is painted at a time.';

/** The Model Context Protocol server: three tools, and presets as resources. */
export function createServer({ roots, ended }: ServerOptions): McpServer {
  const server = new McpServer({ name: 'pastiche', version: VERSION }, { instructions: ABOUT });
  const open = async () => allowFolders(await clientFolders(server.server, roots));
  addStylize(server, open, ended);
  addListStyles(server, open);
  addDescribe(server, open);
  addPresets(server, open);
  return server;
}

type Open = () => Promise<AllowedFolders>;

function addStylize(server: McpServer, open: Open, ended: AbortSignal): void {
  const queue = oneAtATime();
  server.registerTool(
    'pastiche_stylize',
    {
      title: 'Repaint a picture in a style',
      description:
        'Repaints a picture in the style of another, or of a preset, and saves the result as a new file. The original is never changed and no file is replaced.',
      inputSchema: PAINT_ORDER,
      outputSchema: PAINT_RESULT,
      annotations: { readOnlyHint: false, destructiveHint: false, openWorldHint: false },
    },
    (order, extra) =>
      answering(async () => {
        const signal = AbortSignal.any([extra.signal, ended]);
        const tell = progressTeller(extra);
        const paint = async () => paintOrder(order, await open(), { onProgress: tell, signal });
        const painted = await queue.run(paint, () =>
          tell(0, 0, 'Waiting for the painting before it.'),
        );
        const { output, width, height } = painted;
        return {
          content: [{ type: 'text', text: `Saved ${output}, ${width} × ${height} px.` }],
          structuredContent: { ...painted },
        };
      }),
  );
}

function addListStyles(server: McpServer, open: Open): void {
  const style = z.object({ id: z.string(), name: z.string(), description: z.string().nullable() });
  server.registerTool(
    'pastiche_listStyles',
    {
      title: 'List styles',
      description:
        'Lists what pastiche_stylize takes as style by name: the built-in styles, and the presets in the open folders. A picture of one’s own is a style, too.',
      outputSchema: { styles: z.array(style) },
      annotations: { readOnlyHint: true, openWorldHint: false },
    },
    () =>
      answering(async () => {
        const { folders } = await open();
        const all = [...builtInStyles(), ...(await presetsIn(folders))];
        const styles = all.map(({ id, name, description }) => ({ id, name, description }));
        return asJson({ styles });
      }),
  );
}

function addDescribe(server: McpServer, open: Open): void {
  server.registerTool(
    'pastiche_describe',
    {
      title: 'Say how a picture was painted',
      description:
        'Tells how a result of Pastiche was painted: network, styles, size, seed and all other parameters.',
      inputSchema: { picture: z.string().min(1).describe('Path of a result of Pastiche.') },
      outputSchema: { recipe: z.record(z.string(), z.unknown()) },
      annotations: { readOnlyHint: true, openWorldHint: false },
    },
    ({ picture }) =>
      answering(async () => {
        const file = await (await open()).input(picture);
        return asJson({ recipe: await withinLimits('strict', () => describeResult(file)) });
      }),
  );
}

function addPresets(server: McpServer, open: Open): void {
  const about = { mimeType: 'application/json', description: 'A preset of Pastiche.' };
  server.registerResource(
    'presets',
    new ResourceTemplate(PRESETS, {
      list: async () => {
        const presets = await presetsIn((await open()).folders);
        const resources = presets.map(({ name, file }) => ({ ...about, name, uri: uriOf(file) }));
        return { resources };
      },
    }),
    about,
    async (uri) => {
      const file = await (await open()).input(decodeURIComponent(uri.pathname));
      const { name, parameters, styles } = await readPresetFile(file);
      const told = { name, parameters, styles: styles.map((style) => style.name) };
      const text = JSON.stringify(told, null, 2);
      return { contents: [{ uri: uri.href, mimeType: about.mimeType, text }] };
    },
  );
}

function uriOf(file: string): string {
  const path = file.split('/').map(encodeURIComponent).join('/');
  return `pastiche-preset://${path.startsWith('/') ? '' : '/'}${path}`;
}

function asJson(value: Record<string, unknown>): CallToolResult {
  const text = JSON.stringify(value, null, 2);
  return { content: [{ type: 'text', text }], structuredContent: value };
}

/** What goes wrong is an answer too: one sentence, which says what to do. */
async function answering(work: () => Promise<CallToolResult>): Promise<CallToolResult> {
  try {
    return await work();
  } catch (error) {
    const text = inEnglish(describeError(error, false));
    return { content: [{ type: 'text', text }], isError: true };
  }
}

/** Tells progress where the client asked for it. */
function progressTeller({ _meta, sendNotification }: Extra) {
  const progressToken = _meta?.progressToken;
  return (progress: number, of: number, message?: string) => {
    if (progressToken === undefined) return;
    const params = {
      ...{ progressToken, progress },
      ...(of > 0 ? { total: of } : {}),
      ...(message === undefined ? {} : { message }),
    };
    // Nobody is there to be told any more.
    sendNotification({ method: 'notifications/progress', params }).catch(() => undefined);
  };
}
