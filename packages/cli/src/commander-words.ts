import { type Said, type Say, type Sentence, sentence } from '@pastiche/core';
import { type Argument, Help, type HelpConfiguration, type Option } from 'commander';
import { inARow } from './base/readable-units.js';
import { REFUSALS } from './plan/option-values.js';

/** Whatever stands in a place. */
const ANY = '';

/** What commander says, which it has in English only, and what it says for us. */
const KNOWN: readonly Sentence[] = [
  sentence`Usage:`,
  sentence`Arguments:`,
  sentence`Options:`,
  sentence`Commands:`,
  sentence`error: missing required argument '${ANY}'`,
  sentence`error: required option '${ANY}' not specified`,
  sentence`error: option '${ANY}' argument missing`,
  sentence`error: option '${ANY}' argument '${ANY}' is invalid. ${ANY}`,
  sentence`error: unknown option '${ANY}'`,
  sentence`error: unknown command '${ANY}'`,
  sentence`(Did you mean one of ${ANY}?)`,
  sentence`(Did you mean ${ANY}?)`,
  sentence`error: too many arguments for '${ANY}'. Expected ${ANY} argument but got ${ANY}.`,
  sentence`error: too many arguments for '${ANY}'. Expected ${ANY} arguments but got ${ANY}.`,
  sentence`Allowed choices are ${ANY}.`,
  ...Object.values(REFUSALS).map((refusal) => refusal(ANY)),
];

/**
 * Finds the sentences again that commander hands over as a text, one in a line.
 *
 * @example
 * commanderSaid("error: unknown option '--styl'"); // sentence`error: unknown option '${'--styl'}'`
 */
export function commanderSaid(text: string): Said {
  return inARow(text.split('\n').map(lineSaid), '\n');
}

function lineSaid(text: string): Said {
  for (const { pattern } of KNOWN) {
    const match = patternOf(pattern).exec(text);
    if (match !== null) return { pattern, values: match.slice(1).map(lineSaid) };
  }
  return text;
}

/** Commander's help in a language: its headings, and what it adds to descriptions. */
export function helpIn(say: Say): HelpConfiguration {
  const { commandUsage, subcommandTerm } = Help.prototype;
  const options = say(sentence`[options]`);
  const command = say(sentence`[command]`);
  const inLanguage = (usage: string) =>
    usage.replace('[options]', options).replace('[command]', command);
  return {
    styleTitle: (title) => say(commanderSaid(title)),
    commandUsage: (cmd) => inLanguage(commandUsage(cmd)),
    subcommandTerm: (cmd) => inLanguage(subcommandTerm(cmd)),
    optionDescription: (option) => described(option, option.required, say),
    argumentDescription: (argument) => described(argument, true, say),
  };
}

/** With what may be chosen, and what it is if nothing is. */
function described(
  { description, argChoices = [], defaultValue }: Option | Argument,
  takesValue: boolean,
  say: Say,
): string {
  const hasDefault = takesValue && defaultValue !== undefined;
  const extras = [
    ...(argChoices.length === 0 ? [] : [argChoices.join(', ')]),
    ...(hasDefault ? [say(sentence`default: ${String(defaultValue)}`)] : []),
  ];
  return extras.length === 0 ? description : `${description} (${extras.join('; ')})`;
}

function patternOf(pattern: string): RegExp {
  const parts = pattern.split(/\{\d+\}/);
  const literal = parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${literal.join('([\\s\\S]*?)')}$`);
}
