// Sentences for people, and the languages in which they are said. It needs nothing but the language of 2020, so that a
// part of a host that has no more, such as Figma's sandbox, speaks too.
export * from '@pastiche/core/sentence';
