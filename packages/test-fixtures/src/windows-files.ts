// Files as a program on Windows names them, on any system: drive C is the root, and backslashes part the names. For tests
// that put these in the place of Node's own modules, to see that a program holds to the path rules of its system.
type Files = typeof import('node:fs/promises');
type System = typeof import('node:os');
type Path = typeof import('node:path');

/** Functions whose first argument is a path. */
const OF_ONE_PATH = [
  ...(['access', 'chmod', 'lstat', 'mkdir', 'mkdtemp', 'open', 'readdir', 'readFile'] as const),
  ...(['readlink', 'realpath', 'rm', 'stat', 'truncate', 'unlink', 'writeFile'] as const),
] as const;
/** Those whose first two are. */
const OF_TWO_PATHS = ['copyFile', 'link', 'rename', 'symlink'] as const;
/** Those that answer with one. */
const ANSWERING: ReadonlySet<string> = new Set(['mkdtemp', 'readlink', 'realpath']);

type Name = (typeof OF_ONE_PATH | typeof OF_TWO_PATHS)[number];
type Call = (...args: unknown[]) => Promise<unknown>;

/** In the place of `node:path`. */
export function windowsPath({ win32 }: Path) {
  return { ...win32, default: win32 };
}

/** In the place of `node:os`. */
export function windowsSystem(system: System): System {
  return {
    ...system,
    tmpdir: () => named(system.tmpdir()),
    homedir: () => named(system.homedir()),
  };
}

/** In the place of `node:fs/promises`. */
export function windowsFiles(files: Files): Files {
  const translated = (name: Name, paths: number) => [name, translate(name, files[name], paths)];
  return {
    ...files,
    ...Object.fromEntries(OF_ONE_PATH.map((name) => translated(name, 1))),
    ...Object.fromEntries(OF_TWO_PATHS.map((name) => translated(name, 2))),
  };
}

function translate(name: Name, call: unknown, paths: number) {
  return async (...args: unknown[]) => {
    const own = args.map((arg, index) =>
      index < paths && typeof arg === 'string' ? hostPath(arg) : arg,
    );
    const answer = await (call as Call)(...own);
    return ANSWERING.has(name) && typeof answer === 'string' ? named(answer) : answer;
  };
}

/** `C:\a\b` for `/a/b`, `a\b` for `a/b`. */
function named(path: string): string {
  return `${path.startsWith('/') ? 'C:' : ''}${path.replaceAll('/', '\\')}`;
}

function hostPath(path: string): string {
  return path.replace(/^C:/i, '').replaceAll('\\', '/');
}
