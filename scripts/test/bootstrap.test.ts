import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bootstrap, installationFailure, requireNode } from '../bootstrap.mjs';
import { ROOT } from '../run-command.mjs';

describe('requireNode', () => {
  it.each(['20.20.0', '20.21.1', '22.0.0'])('takes Node %s where 20.20 is needed', (version) => {
    expect(() => requireNode('20.20', version)).not.toThrow();
  });

  it.each(['20.19.9', '18.20.4'])('refuses Node %s', (version) => {
    expect(() => requireNode('20.20', version)).toThrow(
      `Pastiche needs Node 20.20 or newer, and this is Node ${version}; install a newer Node and run the command again.`,
    );
  });
});

describe('bootstrap', () => {
  it('does nothing a second time: neither npm nor pnpm is needed', () => {
    bootstrap();
    const script = join(ROOT, 'scripts', 'bootstrap.mjs');
    const env = { ...process.env, PATH: '' };
    const { status, stdout } = spawnSync(process.execPath, [script], { env, encoding: 'utf8' });

    expect({ status, stdout }).toEqual({ status: 0, stdout: 'The dependencies are installed.\n' });
  });
});

describe('installationFailure', () => {
  it.each([
    ['npm', 'npm error code EAI_AGAIN\nnpm error request to https://registry.example/pnpm failed'],
    ['pnpm', 'error sending request: client error (Connect): dns error'],
  ])('says that the registry could not be reached when %s says so', (_, output) => {
    expect(installationFailure(1, output, '1.2.3')).toBe(
      'The npm registry could not be reached; connect to the network (or set npm up for your proxy) and run the command again.',
    );
  });

  it('says that npm is missing', () => {
    expect(installationFailure(127, 'spawn npm ENOENT', '1.2.3')).toBe(
      'npm was not found; install Node with npm and run the command again.',
    );
  });

  it('says that the lockfile is behind', () => {
    expect(installationFailure(1, 'ERR_PNPM_OUTDATED_LOCKFILE  Cannot install', '1.2.3')).toBe(
      'pnpm-lock.yaml does not fit the package.json files; run pnpm install and commit the lockfile.',
    );
  });

  it('shows the last lines of anything else, without addresses', () => {
    const output = 'ERR_PNPM_ODD  GET https://user:secret@registry.example/x: 418';

    expect(installationFailure(1, output, '1.2.3')).toBe(
      'ERR_PNPM_ODD  GET <address> 418\n\n' +
        'Installing the dependencies with pnpm 1.2.3 failed with exit code 1; its last lines are above.',
    );
  });
});
