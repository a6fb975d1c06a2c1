import { describe, expect, it } from 'vitest';
import { figmaHost } from './figma-host.js';

describe('the host that is asked', () => {
  it.each([
    ['', 'https://api.figma.com'],
    [' https://figma.example.org/ ', 'https://figma.example.org'],
    ['https://figma.example.org:8443', 'https://figma.example.org:8443'],
    ['http://127.0.0.1:9000', 'http://127.0.0.1:9000'],
    ['http://localhost:9000', 'http://localhost:9000'],
    ['http://[::1]:9000', 'http://[::1]:9000'],
  ])('%j is %s', (setting, host) => {
    expect(figmaHost(setting)).toBe(host);
  });

  it.each([
    'http://api.figma.com',
    'http://127.0.0.1.example.org',
    'ftp://127.0.0.1',
    'https://api.figma.com/v1',
    'https://api.figma.com/?x',
    'figma',
  ])('refuses %j', (setting) => {
    expect(() => figmaHost(setting)).toThrow(
      `pastiche.figma.host should be an https address such as https://api.figma.com, but it is “${setting}”; change this setting.`,
    );
  });

  it('keeps a password out of the sentence', () => {
    const host = () => figmaHost('https://me:secret@api.figma.com');
    expect(host).toThrow('“https://…@api.figma.com”');
    expect(host).not.toThrow('secret');
  });
});
