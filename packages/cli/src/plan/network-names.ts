import { sentence } from '@pastiche/core';
import { CommandError } from '../base/command-error.js';

/** What `--network` takes; `auto` leaves the choice to what is at hand. */
export const NETWORK_OPTIONS = ['auto', 'vgg19-lite', 'vgg19'] as const;

export type NetworkOption = (typeof NETWORK_OPTIONS)[number];

/** The networks of a run, coarse scales first, as its result's metadata name them. */
export type NetworkNames = 'vgg19-lite' | 'vgg19' | 'vgg19-lite+vgg19';

/**
 * Recognizes a value of `--network`.
 *
 * @throws CommandError (wrong usage) with the known names.
 */
export function parseNetworkOption(name: string): NetworkOption {
  const known = NETWORK_OPTIONS.find((option) => option === name);
  if (known !== undefined) return known;
  throw new CommandError(
    'usage',
    sentence`There is no network '${name}'; known: ${NETWORK_OPTIONS.join(', ')}.`,
  );
}
