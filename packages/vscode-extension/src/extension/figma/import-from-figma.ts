import { type Say, sentence } from '@pastiche/panel/core';
import { codeOf, sentenceOf, toldBy } from '../ports/extension-error.js';
import type { Log } from '../ports/log.js';
import type { Memento } from '../ports/memento.js';
import type { Ui } from '../ports/ui.js';
import { importAll } from '../presets/import-all.js';
import type { PresetStore } from '../presets/preset-store.js';
import { type AskFigmaServices, askFigma, type FigmaQuestion } from './ask-figma.js';
import type { FigmaAnswer } from './figma-answer.js';
import type { FigmaAnswers, KeptAnswer } from './figma-answers.js';
import { figmaFileKey } from './figma-file-key.js';
import { figmaHost } from './figma-host.js';
import type { FigmaToken } from './figma-token.js';
import { presetsInEntries } from './presets-in-entries.js';
import { relativeTime } from './relative-time.js';

export interface ImportFromFigmaOptions extends AskFigmaServices {
  readonly ui: Ui;
  readonly log: Log;
  readonly say: Say;
  readonly presets: PresetStore;
  readonly memento: Memento;
  readonly token: FigmaToken;
  readonly answers: FigmaAnswers;
  /** `pastiche.figma.host`. */
  hostSetting(): string;
  readonly now: () => Date;
}

type Question = Omit<FigmaQuestion, 'token'>;

/** The address that was asked for last. */
const LAST = 'figmaFile';

/**
 * Lets the person name a Figma file, asks Figma for the presets in it, and imports those that the
 * person chooses.
 *
 * @throws ExtensionError
 */
export async function importFromFigma(options: ImportFromFigmaOptions): Promise<void> {
  const { ui, say, memento } = options;
  const last = memento.get(LAST);
  const given = await ui.askText(
    say(sentence`Address of the Figma file in whose document presets were saved`),
    typeof last === 'string' ? last : '',
  );
  if (given === undefined || given.trim() === '') return;
  const host = figmaHost(options.hostSetting());
  const question = { host, key: figmaFileKey(given) };
  await memento.set(LAST, given.trim());
  const answer = await answerTo(question, options);
  if (answer === null) return;
  const name = answer.fileName === '' ? question.key : answer.fileName;
  const found = presetsInEntries(answer.entries);
  if (found.presets.length + found.damaged.length === 0) {
    await ui.tell(
      say(
        sentence`“${name}” holds no presets; save one to the document with Pastiche in Figma first.`,
      ),
    );
    return;
  }
  await importAll(found, say(sentence`Presets in “${name}”`), options);
}

/** From Figma, or as it was kept. @returns `null`: the person changed their mind */
async function answerTo(
  question: Question,
  options: ImportFromFigmaOptions,
): Promise<FigmaAnswer | null> {
  const { ui, say } = options;
  const kept = await options.answers.find(question.host, question.key);
  if (kept === null) return asked(question, null, options);
  const choices = [
    { label: useOf(kept, options), value: 'kept' as const },
    {
      label: say(sentence`Ask Figma again`),
      description: say(sentence`One more request; some plans have 6 a month.`),
      value: 'ask' as const,
    },
  ];
  const choice = await ui.choose(say(sentence`Figma was asked for this file before`), choices);
  if (choice === undefined) return null;
  return choice === 'kept' ? kept : asked(question, kept, options);
}

async function asked(
  question: Question,
  kept: KeptAnswer | null,
  options: ImportFromFigmaOptions,
): Promise<FigmaAnswer | null> {
  const { ui, say, log, now } = options;
  const token = await options.token.getOrAsk();
  if (token === null) return null;
  try {
    const answer = await ui.progress(say(sentence`Asking Figma…`), (_, signal) =>
      askFigma({ ...question, token }, options, signal),
    );
    await options.answers
      .keep(question.host, question.key, { ...answer, at: now().getTime() })
      .catch((error: unknown) => log.warn(sentenceOf(error)));
    return answer;
  } catch (error) {
    return afterRefusal(error, question, kept, options);
  }
}

/** There may be something to do about it: another token, or what Figma said the last time. */
async function afterRefusal(
  error: unknown,
  question: Question,
  kept: KeptAnswer | null,
  options: ImportFromFigmaOptions,
): Promise<FigmaAnswer | null> {
  const { ui, say, log } = options;
  const isForbidden = codeOf(error) === 'no-permission';
  if (codeOf(error) === 'aborted' || (kept === null && !isForbidden)) throw error;
  log.error(sentenceOf(error));
  const setToken = say(sentence`Set Figma Token…`);
  const useKept = kept === null ? [] : [useOf(kept, options)];
  const actions = isForbidden ? [setToken, ...useKept] : useKept;
  const chosen = await ui.complain(toldBy(error, say), ...actions);
  if (chosen === undefined) return null;
  if (chosen !== setToken) return kept;
  return (await options.token.ask()) === null ? null : asked(question, kept, options);
}

function useOf({ at }: KeptAnswer, { say, now, language }: ImportFromFigmaOptions): string {
  return say(
    sentence`Use the answer of ${relativeTime(Math.min(0, at - now().getTime()), language)}`,
  );
}
