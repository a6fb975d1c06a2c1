// Presets in Figma's shared plugin data. It runs where there is nothing but the language of 2020: in
// Figma's sandbox as in VS Code, which reads the same entries by the REST API.

export { PluginDataError } from './plugin-data-error.js';
export {
  keysOfPreset,
  MOST_ENTRY_BYTES,
  PLUGIN_DATA_NAMESPACE,
  type PluginDataEntry,
  presetFromEntries,
  presetIdsIn,
  presetToEntries,
} from './preset-entries.js';
