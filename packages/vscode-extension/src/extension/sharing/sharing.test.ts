import { beforeEach, describe, expect, it } from 'vitest';
import { createPanelServices } from '../../test/panel-services.js';
import { presetDocument } from '../../test/preset-document.js';
import { sharingCommands } from '../commands/sharing-commands.js';
import { createShareStrings } from '../presets/share-strings.js';
import { createImportFromLink } from './import-shared.js';
import { presetLink, SAFE_LINK, shareStringIn } from './preset-link.js';

const encode = createShareStrings().write;

function createSharing(write = encode) {
  const parts = createPanelServices();
  let clipboard = '';
  const options = { ...parts.services, shareStrings: { ...createShareStrings(), write } };
  const importFromLink = createImportFromLink(options);
  const run = sharingCommands({
    ...options,
    uriScheme: 'vscode',
    extensionId: 'pastiche.vscode-extension',
    idOf: (row) => (typeof row === 'string' ? row : null),
    clipboard: {
      readText: async () => clipboard,
      writeText: async (text) => {
        clipboard = text;
      },
    },
  });
  return {
    ...parts,
    run,
    names: async () => (await parts.presets.list()).map(({ name }) => name),
    follow: (link: string) => {
      const { pathname: path, search } = new URL(link);
      return importFromLink({ path, query: decodeURIComponent(search.slice(1)) });
    },
    get clipboard() {
      return clipboard;
    },
    set clipboard(text) {
      clipboard = text;
    },
  };
}

let parts: ReturnType<typeof createSharing>;
let link: string;
beforeEach(async () => {
  parts = createSharing();
  const shareString = await encode(presetDocument('Harbour'));
  link = presetLink('vscode', 'pastiche.vscode-extension', shareString);
});

describe('a link to a preset', () => {
  it('imports it after asking', async () => {
    await parts.follow(link);
    expect(parts.ui.confirm).toHaveBeenCalledWith(
      'Import the preset “Harbour”?',
      'It comes from a link. Its styles: Waves.',
      'Import',
    );
    expect(await parts.names()).toEqual(['Harbour', 'Own']);
  });

  it('imports nothing when the person says no', async () => {
    parts.ui.confirm.mockResolvedValueOnce(false);
    await parts.follow(link);
    expect(await parts.names()).toEqual(['Own']);
  });

  it('asks once when it is followed twice, and anew when that was answered', async () => {
    await Promise.all([parts.follow(link), parts.follow(link)]);
    expect(parts.ui.confirm).toHaveBeenCalledTimes(1);
    await parts.follow(link);
    expect(parts.ui.confirm).toHaveBeenCalledTimes(2);
  });

  it.each([
    ['vscode://pastiche.vscode-extension/delete?preset=pastiche:1:x', 'should hold a preset'],
    ['vscode://pastiche.vscode-extension/import?other=1', 'should hold a preset'],
    ['vscode://pastiche.vscode-extension/import?preset=', 'should hold a preset'],
    ['vscode://pastiche.vscode-extension/import?preset=junk', 'this text holds none'],
    [`vscode://pastiche.vscode-extension/import?preset=${'x'.repeat(400_001)}`, 'too long'],
  ])('is refused in a sentence: %.70s', async (bad, sentence) => {
    await expect(parts.follow(bad)).rejects.toThrow(sentence);
    expect(parts.ui.confirm).not.toHaveBeenCalled();
  });

  it('is read whether or not the editor decoded it', () => {
    const given = 'pastiche:1:a-b_c+%';
    for (const query of [`x=1&preset=${given}`, `preset=${encodeURIComponent(given)}`]) {
      expect(shareStringIn({ path: '/import', query })).toBe(given);
    }
  });

  it('may have 400,000 characters', () => {
    const query = `preset=${'x'.repeat(400_000)}`;
    expect(shareStringIn({ path: '/import', query })).toHaveLength(400_000);
    expect(() => shareStringIn({ path: '/import', query: `${query}x` })).toThrow('too long');
  });
});

describe('the clipboard', () => {
  it('takes a preset of the tree as a link or as a share string, which both come back', async () => {
    await parts.run['pastiche.presets.copyLink']('own');
    expect(parts.clipboard).toMatch(
      /^vscode:\/\/pastiche\.vscode-extension\/import\?preset=pastiche/,
    );
    expect(parts.ui.tell).toHaveBeenLastCalledWith('The link to Own is on the clipboard.');
    await parts.presets.remove('own');
    await parts.run['pastiche.presets.importClipboard']();
    expect(await parts.names()).toEqual(['Own']);

    await parts.run['pastiche.presets.copyString']('own');
    expect(parts.clipboard).toMatch(/^pastiche:1:/);
    await parts.presets.remove('own');
    await parts.run['pastiche.presets.importClipboard']();
    expect(await parts.names()).toEqual(['Own']);
  });

  it('holds the text of a preset file just as well', async () => {
    parts.clipboard = `\n${presetDocument('Harbour')}`;
    await parts.run['pastiche.presets.importClipboard']();
    expect(await parts.names()).toEqual(['Harbour', 'Own']);
  });

  it('finds a preset in a message, and in a link that was encoded', async () => {
    for (const copied of [`“${link}”`, link.replaceAll(':', '%3A')]) {
      const mine = createSharing();
      mine.clipboard = copied;
      await mine.run['pastiche.presets.importClipboard']();
      expect(await mine.names()).toEqual(['Harbour', 'Own']);
    }
  });

  it('warns of a link that some systems cut', async () => {
    const mine = createSharing(async () => `pastiche:1:${'x'.repeat(SAFE_LINK)}`);
    mine.ui.tell.mockResolvedValueOnce('Copy Share String');
    await mine.run['pastiche.presets.copyLink']('own');
    expect(mine.ui.tell.mock.calls[0][0]).toContain('some systems cut it');
    expect(mine.clipboard).toMatch(/^pastiche:1:x/);
  });

  it('with anything else is refused, as is a row that is no preset', async () => {
    parts.clipboard = 'https://www.example.org/harbour';
    await expect(parts.run['pastiche.presets.importClipboard']()).rejects.toThrow(
      'this text holds none',
    );
    parts.clipboard = '{';
    await expect(parts.run['pastiche.presets.importClipboard']()).rejects.toThrow('must be JSON');
    parts.clipboard = 'as it was';
    await parts.run['pastiche.presets.copyString']('gone');
    expect(parts.clipboard).toBe('as it was');
  });
});
