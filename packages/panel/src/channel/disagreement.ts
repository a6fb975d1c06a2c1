import { sentence } from '@pastiche/core/sentence';

/** What people are told where a message is not what it must be; what exactly is for the report. */
export const DISAGREEMENT = sentence`The parts of Pastiche do not understand each other; reload the window, and update Pastiche if it happens again.`;
