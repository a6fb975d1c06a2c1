import {
  inEnglish,
  type Parameters,
  type Said,
  type Say,
  type Sentence,
  sentence,
} from '@pastiche/core';
import type { EngineFacts, NetworkChoice } from '../engine/engine.js';
import type { Problem } from './model.js';
import { VERSION } from './version.js';
import { withoutPaths } from './without-paths.js';

/** What a report says of the circumstances, as far as they are known. */
export interface Circumstances {
  readonly facts: EngineFacts | null;
  readonly parameters: Parameters;
  readonly network: NetworkChoice;
}

const SPEECHLESS = sentence`Something went wrong and said no more about it; try again.`;

/**
 * Words for people and a report for developers from whatever was thrown. The report names no
 * picture and no folder, so that it can be pasted anywhere.
 *
 * @param fittingSize a long side to offer instead, px
 * @param say for the words; the report is English
 */
export function problemOf(
  error: unknown,
  circumstances: Circumstances,
  fittingSize: number | null = null,
  say: Say = inEnglish,
): Problem {
  const code = codeOf(error);
  const message = say(saidIn(error));
  return { code, message, details: report(error, circumstances), fittingSize };
}

/** The literal code of an error, or `failed`. */
export function codeOf(error: unknown): string {
  const code = fieldOf(error, 'code');
  return typeof code === 'string' ? code : 'failed';
}

/** What an error, or a sentence, says to people. */
export function saidIn(error: unknown): Said {
  if (isSentence(error)) return error;
  const said = fieldOf(error, 'said');
  if (isSentence(said)) return said;
  const message = [said, fieldOf(error, 'message'), error].find(isText);
  return message ?? SPEECHLESS;
}

function isSentence(value: unknown): value is Sentence {
  return isText(fieldOf(value, 'pattern')) && Array.isArray(fieldOf(value, 'values'));
}

/** What an error says to developers. */
function messageOf(error: unknown): string {
  const message = fieldOf(error, 'message');
  return isText(message) ? message : inEnglish(saidIn(error));
}

function report(error: unknown, { facts, parameters, network }: Circumstances): string {
  const lines = [
    `Pastiche ${VERSION}`,
    `Problem: ${codeOf(error)}: ${messageOf(error)}`,
    `Engine: ${facts === null ? 'not started' : engineLine(facts)}`,
    `Network: ${network}`,
    `Parameters: ${JSON.stringify(parameters)}`,
    `Stack: ${stacksOf(error)}`,
  ];
  return withoutPaths(lines.join('\n'));
}

function engineLine({ place, backend, reason, said, largestSide }: EngineFacts): string {
  const largest = `vgg19-lite ${largestSide['vgg19-lite']} px, vgg19 ${largestSide.vgg19} px`;
  return `${backend} in a ${place} (${inEnglish(said ?? reason)}); at most ${largest}`;
}

function stacksOf(error: unknown): string {
  const stacks: string[] = [];
  let current = error;
  // A cause may be a cause of itself.
  for (let depth = 0; depth < 5 && current !== undefined && current !== null; depth++) {
    // An error that came over a channel brings the stack that matters as details.
    const stack = [fieldOf(current, 'details'), fieldOf(current, 'stack')].find(isText);
    stacks.push(stack ?? String(current));
    current = fieldOf(current, 'cause');
  }
  return stacks.length === 0 ? 'none' : stacks.join('\ncaused by ');
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? (value as Record<string, unknown>)[name]
    : undefined;
}
