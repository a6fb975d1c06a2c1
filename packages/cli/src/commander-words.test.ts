import { inEnglish, type Say, sayIn } from '@pastiche/core';
import { describe, expect, it } from 'vitest';
import { personLanguage } from './base/person-language.js';
import { runProgram } from './program.js';

const german = sayIn(personLanguage({ LANG: 'de_DE.UTF-8' }));

/** What a command line prints, its standard output and its standard error together. */
async function printed(line: string, say: Say): Promise<string> {
  let text = '';
  const stream = {
    write: (more: string) => {
      text += more;
    },
  };
  const terminal = { out: stream, err: stream, screen: null, say };
  const context = { terminal, debug: false, program: '', exitAtOnce: () => {} };
  await runProgram(line === '' ? [] : line.split(' '), context).catch(() => undefined);
  return text;
}

describe('a wrong command line', () => {
  it.each([
    ['stylze', "unknown command 'stylze'\n(Did you mean stylize?)", 'unbekannter Befehl „stylze“'],
    [
      'stylize a.png --style b.png -o c.png --styl d.png',
      "unknown option '--styl'\n(Did you mean --style?)",
      'unbekannte Option „--styl“\n(Meinten Sie --style?)',
    ],
    [
      'stylize --style b.png -o c.png',
      "missing required argument 'content'",
      'das Argument „content“ fehlt',
    ],
    [
      'stylize a.png',
      "required option '--style <file>' not specified",
      'die Option „--style <file>“ fehlt',
    ],
    [
      'stylize a.png --style',
      "option '--style <file>' argument missing",
      'bei der Option „--style <file>“ fehlt der Wert',
    ],
    [
      'stylize a.png --style b.png -o c.png --pooling min',
      "option '--pooling <kind>' argument 'min' is invalid. Allowed choices are max, average.",
      '„min“ geht bei der Option „--pooling <kind>“ nicht. Möglich sind max, average.',
    ],
    [
      'stylize a.png --style b.png -o c.png --size big',
      "option '--size <px>' argument 'big' is invalid. A number is expected.",
      '„big“ geht bei der Option „--size <px>“ nicht. Erwartet wird eine Zahl.',
    ],
    [
      'stylize a.png --style b.png -o c.png --style-layers conv1_1=much',
      "'conv1_1=much' is none.",
      '„conv1_1=much“ ist keine.',
    ],
    [
      'weights where now',
      "too many arguments for 'where'. Expected 0 arguments but got 1.",
      'zu viele Argumente für „where“. Erwartet: 0, angegeben: 1.',
    ],
  ])('%s: is refused in the language of the person', async (line, english, translated) => {
    expect(await printed(line, inEnglish)).toContain(english);
    const said = await printed(line, german);
    expect(said).toContain(translated);
    expect(said).toContain('(mehr mit pastiche --help)');
    expect(said).toMatch(/^Fehler: /);
  });
});

describe('the help', () => {
  it('is in the language of the person, with all its headings', async () => {
    const help = await printed('--help', german);
    expect(help).toMatch(
      /^Aufruf: pastiche \[Optionen\] \[Befehl\]\n\nMalt Bilder im Stil anderer/,
    );
    for (const part of [
      '\nOptionen:\n',
      '\nBefehle:\n',
      '\nBeispiele:\n',
      '\nRückgabewerte: 0 fertig',
    ]) {
      expect(help).toContain(part);
    }
  });

  it.each([
    '',
    '--help',
    'stylize --help',
    'statistics --help',
    'weights',
    'weights import --help',
    'info --help',
  ])('of "%s" has no English left but names', async (line) => {
    const english = await printed(line, inEnglish);
    const translated = (await printed(line, german)).split('\n');
    const alike = english.split('\n').filter((text) => translated.includes(text));
    expect(
      alike.filter((text) => /^(?! {2}(pastiche|cat) ).*\p{L}{2} \p{L}{2}/u.test(text)),
    ).toEqual([]);
  });

  it('says what may be chosen, and what is if nothing is', async () => {
    const help = (await printed('stylize --help', inEnglish)).replace(/\s+/g, ' ');
    expect(help).toContain(
      '--backend <name> what to compute with (auto, wasm, cpu; default: auto)',
    );
  });
});
