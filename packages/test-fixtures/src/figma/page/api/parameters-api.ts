import type { ParametersAPI, SuggestionResults } from '@figma/plugin-typings/plugin-api-standalone';
import { apiObject } from '../interface/api-object.js';
import { checkString } from '../interface/checks.js';
import { createEventHub, type EventHub } from '../scene/events.js';

/** What a plugin answers to a letter typed in quick actions. */
export interface Suggestions {
  readonly suggestions: readonly { readonly name: string; readonly data?: unknown }[] | null;
  readonly error: string | null;
  readonly loading: string | null;
}

export interface ParametersSide {
  readonly api: ParametersAPI;
  /** Asks, and waits until the plugin answered or `patienceMs` are over. */
  ask(
    key: string,
    query: string,
    parameters: Readonly<Record<string, unknown>>,
    patienceMs: number,
  ): Promise<Suggestions>;
}

export function createParameters(later: (run: () => void) => void): ParametersSide {
  const hub: EventHub = createEventHub(['input'], 'figma.parameters', later);
  const api: ParametersAPI = {
    on: (type, callback) => hub.on(type, callback),
    once: (type, callback) => hub.once(type, callback),
    off: (type, callback) => hub.off(type, callback),
  };
  return {
    api: apiObject('figma.parameters', api),
    ask: (key, query, parameters, patienceMs) =>
      new Promise((resolve) => {
        let loading: string | null = null;
        const answer = (given: Partial<Suggestions>) =>
          resolve({ suggestions: null, error: null, loading, ...given });
        const result: SuggestionResults = {
          setSuggestions: (list) => answer({ suggestions: list.map(readSuggestion) }),
          setError: (message) => answer({ error: checkString(message, 'message') }),
          setLoadingMessage(message) {
            loading = checkString(message, 'message');
          },
        };
        setTimeout(() => answer({}), patienceMs);
        const event = { key, query, parameters, result: apiObject('SuggestionResults', result) };
        hub.schedule('input', () => event);
      }),
  };
}

function readSuggestion(given: Parameters<SuggestionResults['setSuggestions']>[0][number]) {
  if (typeof given === 'string') return { name: given };
  checkString(given.name, 'name');
  const { name, data, icon } = given;
  const isIcon = icon === undefined || typeof icon === 'string' || icon instanceof Uint8Array;
  if (!isIcon) throw new TypeError('Expected "icon" to be an SVG text or the bytes of a picture');
  return { name, ...(data === undefined ? {} : { data: data as unknown }) };
}
