import { spawn } from 'node:child_process';

/** Its own settings, which a run below another npm or pnpm must not inherit. */
const KEPT = /^npm_config_(registry|https?_proxy|proxy|noproxy|cafile|cache|userconfig)$/i;
const QUIET = ['--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error'];

/**
 * Runs npm in a folder, none of the packages' own scripts with it.
 *
 * @throws Error with npm's last lines
 */
export async function runNpm(folder: string, args: readonly string[]): Promise<void> {
  const npm = spawn('npm', [...args, '--ignore-scripts', ...QUIET], {
    cwd: folder,
    env: npmEnvironment(process.env),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [npm.stdout, npm.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const code = await new Promise<number | null>((resolve, reject) => {
    npm.once('error', reject).once('close', resolve);
  });
  if (code === 0) return;
  throw new Error(
    `npm ${args.join(' ')} should have ended well, but it ended with ${code}; its last lines:\n${output.slice(-2000)}`,
  );
}

function npmEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(env).filter(([name]) => !/^(npm|pnpm)_/i.test(name) || KEPT.test(name)),
  );
}
