import { inEnglish, type Said } from '@pastiche/panel/core';
import type { Host, HostResult } from '@pastiche/panel/host';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { clipboardHost } from './clipboard-host.js';

const actions = ['save', 'save-as', 'replace'].map((id) => ({ id, label: id }));

/** A host that answers with the action, and a clipboard that remembers. */
function create() {
  const host = {
    capabilities: { actions },
    writeResult: async (_: HostResult, action: string): Promise<Said> => action,
  } as unknown as Host;
  return clipboardHost(host);
}

/** A result of so many bytes in each quality; WebP unless said otherwise. */
function resultOf(bytes: (quality: number) => number, first = 0x52) {
  const encode = vi.fn<HostResult['encode']>(async ({ quality = 1 }) =>
    new Uint8Array(bytes(quality)).fill(first),
  );
  return { encode } as unknown as HostResult & { encode: typeof encode };
}

async function said(answer: Promise<Said | null>): Promise<string> {
  return inEnglish((await answer) ?? '');
}

describe('a host with a clipboard', () => {
  const writeText = vi.fn(async (_: string) => {});
  beforeEach(() => void vi.stubGlobal('navigator', { clipboard: { writeText } }));
  afterEach(() => {
    vi.unstubAllGlobals();
    writeText.mockReset();
  });

  it('offers its copies behind the buttons, and leaves the rest to the host', async () => {
    const host = create();
    expect(host.capabilities.actions.map(({ id }) => id)).toEqual([
      'save',
      'save-as',
      'copy',
      'copy-data',
      'replace',
    ]);
    expect(
      await said(
        host.writeResult(
          resultOf(() => 1),
          'replace',
        ),
      ),
    ).toBe('replace');
  });

  it('copies a data URI in the finest quality that is short enough', async () => {
    // 3 bytes are 4 letters: 900,000 bytes are too many, 700,000 fit.
    const result = resultOf((quality) => 1_000_000 * quality);
    expect(await said(create().writeResult(result, 'copy-data'))).toBe(
      'The picture is on the clipboard as a data URI of 934 kB.',
    );
    expect(result.encode.mock.calls.map(([{ quality }]) => quality)).toEqual([0.9, 0.7]);
    expect(writeText.mock.calls[0]?.[0]).toMatch(/^data:image\/webp;base64,UlJS/);
  });

  it('says what it is where WebP cannot be written', async () => {
    await create().writeResult(
      resultOf(() => 3, 0x89),
      'copy-data',
    );
    expect(writeText).toHaveBeenCalledExactlyOnceWith('data:image/png;base64,iYmJ');
  });

  it('refuses what is too long in every quality, and what the editor does not allow', async () => {
    const host = create();
    await expect(
      host.writeResult(
        resultOf(() => 900_000),
        'copy-data',
      ),
    ).rejects.toThrow(
      'As a data URI the painting would have 1201 kB, but at most 1000 kB are copied; paint it smaller, or save it.',
    );
    expect(writeText).not.toHaveBeenCalled();
    writeText.mockRejectedValueOnce(new Error('NotAllowedError'));
    await expect(
      host.writeResult(
        resultOf(() => 3),
        'copy-data',
      ),
    ).rejects.toThrow('The editor did not allow the clipboard; save the painting instead.');
  });
});
