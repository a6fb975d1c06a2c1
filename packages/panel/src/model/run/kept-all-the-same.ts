import { sentence } from '@pastiche/core';
import type { WireError } from '../../channel/wire-error.js';

/** Why a run could not go on, and that what it had painted is there. */
export function keptAllTheSame(failure: WireError): WireError {
  const { said = failure.message } = failure;
  return { ...failure, said: sentence`${said} What was painted until then was kept.` };
}
