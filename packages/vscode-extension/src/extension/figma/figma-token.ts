import { type Say, sentence } from '@pastiche/panel/core';
import { ExtensionError } from '../ports/extension-error.js';
import type { Ui } from '../ports/ui.js';

/** What a token must be allowed. */
export const READING_SCOPE = 'file_content:read';

/** Keeps secrets where the operating system does: VS Code's `SecretStorage`. */
export interface Secrets {
  get(key: string): PromiseLike<string | undefined>;
  store(key: string, value: string): PromiseLike<void>;
  delete(key: string): PromiseLike<void>;
}

export interface FigmaTokenOptions {
  readonly secrets: Secrets;
  readonly ui: Ui;
  readonly say: Say;
}

/** The person's token for Figma's REST API. It is never logged, and never part of an error. */
export interface FigmaToken {
  /** The kept one, or one that is asked for. @returns `null`: the person changed their mind */
  getOrAsk(): Promise<string | null>;
  /** Asks for one and keeps it. @throws ExtensionError `failed` @returns as `getOrAsk` */
  ask(): Promise<string | null>;
  /** @returns whether there was one */
  forget(): Promise<boolean>;
}

const KEY = 'figma.token';

/** What a header may hold, without spaces; Figma's tokens have some 45 of these. */
const TOKEN = /^[\x21-\x7e]{8,500}$/;

export function createFigmaToken({ secrets, ui, say }: FigmaTokenOptions): FigmaToken {
  const ask = async () => {
    const given = await ui.askSecret(
      say(
        sentence`Personal access token of Figma with the scope ${READING_SCOPE}, to be made in Figma’s Settings → Security. VS Code keeps it as a secret; it is sent to Figma only.`,
      ),
    );
    const token = given?.trim() ?? '';
    if (token === '') return null;
    if (!TOKEN.test(token)) {
      throw new ExtensionError(
        'failed',
        sentence`A token of Figma has letters, digits and dashes only, but this one has something else; copy it once more.`,
      );
    }
    await secrets.store(KEY, token);
    return token;
  };
  return {
    ask,
    getOrAsk: async () => (await secrets.get(KEY)) || ask(),
    forget: async () => {
      const had = (await secrets.get(KEY)) !== undefined;
      await secrets.delete(KEY);
      return had;
    },
  };
}
