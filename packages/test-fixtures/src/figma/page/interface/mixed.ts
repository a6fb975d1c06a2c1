import type { PluginAPI } from '@figma/plugin-typings/plugin-api-standalone';

/** `figma.mixed` on the host's side; the VM has a symbol of its own that stands for it. */
export const MIXED: PluginAPI['mixed'] = Symbol('figma.mixed') as PluginAPI['mixed'];
