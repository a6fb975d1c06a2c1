import { describe, expect, it } from 'vitest';
import { headUnreleased, releaseNotes, sectionOf } from './changelog.mjs';

const CHANGELOG = [
  '# Changelog',
  '',
  'How it is written.',
  '',
  '## Unreleased',
  '',
  '### Added',
  '',
  '- A dial.',
  '',
  '## 0.2.0 - 2026-11-30',
  '',
  '- Two.',
  '',
  '## 0.1.0',
  '',
].join('\n');

describe('the notes of a release', () => {
  it('are the section of its version, up to the next', () => {
    expect(releaseNotes(CHANGELOG, '0.2.0')).toBe('- Two.\n');
    expect(releaseNotes(CHANGELOG, 'Unreleased')).toBe('### Added\n\n- A dial.\n');
    expect(releaseNotes(CHANGELOG.replaceAll('\n', '\r\n'), '0.2.0')).toBe('- Two.\n');
  });

  it('are missing where only part of the version is there', () => {
    expect(sectionOf(CHANGELOG, '0.2')).toBeUndefined();
    expect(sectionOf(CHANGELOG, '2.0')).toBeUndefined();
  });

  it.each([
    [
      '0.3.0',
      'CHANGELOG.md should have a section for 0.3.0, but it has none; npm run release:version -- 0.3.0 makes one of what is unreleased.',
    ],
    ['0.1.0', 'CHANGELOG.md says nothing about 0.1.0; write what changed.'],
  ])('of %s are refused in one sentence, because there are none', (version, sentence) => {
    expect(() => releaseNotes(CHANGELOG, version)).toThrow(sentence);
  });
});

describe('what was unreleased', () => {
  it('gets the heading of its version', () => {
    const headed = headUnreleased(CHANGELOG, '0.3.0', '2026-12-24');
    expect(headed).toBe(
      CHANGELOG.replace('## Unreleased\n', '## Unreleased\n\n## 0.3.0 - 2026-12-24\n'),
    );
    expect(releaseNotes(headed, '0.3.0')).toBe('### Added\n\n- A dial.\n');
    expect(sectionOf(headed, 'Unreleased')).toBe('');
  });

  it('gets none of a version that has a section, and none where nothing changed', () => {
    expect(() => headUnreleased(CHANGELOG, '0.2.0', '2026-12-24')).toThrow(
      'CHANGELOG.md has a section for 0.2.0 already; choose a newer version.',
    );
    const headed = headUnreleased(CHANGELOG, '0.3.0', '2026-12-24');
    expect(() => headUnreleased(headed, '0.4.0', '2026-12-25')).toThrow(
      'CHANGELOG.md says nothing about Unreleased; write what changed.',
    );
  });
});
