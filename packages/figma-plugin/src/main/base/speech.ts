import { inEnglish, type Language, type Say, sayIn } from '@pastiche/panel/sentence';

/** What the sandbox says to a person, who is English until the window has told otherwise. */
export interface Speech {
  readonly say: Say;
  /** The sandbox has no language; the window has the browser's. */
  speak(language: Language): void;
}

export function createSpeech(): Speech {
  let say = inEnglish;
  return {
    say: (said) => say(said),
    speak(language) {
      say = sayIn(language);
    },
  };
}
