// What hosts decide about finished results: which are out of date, what their preset is now, what stays
// when they are painted anew. It runs without a DOM: in VS Code's extension host as in Figma's window.

export { type AsItWas, asItWas } from './as-it-was.js';
export { networkIn } from './network-in.js';
export { type OutdatedResult, type OutdatedResults, outdatedResults } from './outdated-results.js';
export {
  compareBuiltIn,
  createPresetLookup,
  type PresetLookup,
  type PresetRelation,
} from './preset-lookup.js';
