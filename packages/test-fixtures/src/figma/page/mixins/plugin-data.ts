import type { PluginDataMixin } from '@figma/plugin-typings/plugin-api-standalone';
import { checkString } from '../interface/checks.js';
import { type NodeContext, within } from '../scene/scene.js';
import { checkEntrySize, checkNamespace } from '../storage/plugin-data-limits.js';

/** Texts that a plugin keeps with a node: its own, and those of a namespace that all may read. */
export function pluginData(context: NodeContext): PluginDataMixin {
  const shared = (action: string, namespace: string) => {
    const { sharedPluginData } = context.record(action);
    within(action, () => checkNamespace(checkString(namespace, 'namespace')));
    return sharedPluginData[namespace] ?? {};
  };
  return {
    getPluginData: (key) => context.record('getPluginData').pluginData[key] ?? '',
    setPluginData(key, value) {
      const write = { kind: 'data', properties: ['pluginData'] } as const;
      context.write('setPluginData', write, (record) => {
        checkEntrySize(checkString(key, 'key'), checkString(value, 'value'));
        record.pluginData = withEntry(record.pluginData, key, value);
      });
    },
    getPluginDataKeys: () => Object.keys(context.record('getPluginDataKeys').pluginData),
    getSharedPluginData: (namespace, key) => shared('getSharedPluginData', namespace)[key] ?? '',
    setSharedPluginData(namespace, key, value) {
      const write = { kind: 'data', properties: ['pluginData'] } as const;
      context.write('setSharedPluginData', write, (record) => {
        checkNamespace(checkString(namespace, 'namespace'));
        checkEntrySize(namespace, checkString(key, 'key'), checkString(value, 'value'));
        const entries = withEntry(record.sharedPluginData[namespace] ?? {}, key, value);
        const { [namespace]: _, ...others } = record.sharedPluginData;
        record.sharedPluginData =
          Object.keys(entries).length === 0 ? others : { ...others, [namespace]: entries };
      });
    },
    getSharedPluginDataKeys: (namespace) =>
      Object.keys(shared('getSharedPluginDataKeys', namespace)),
  };
}

/** The empty text takes an entry away. */
function withEntry(entries: Record<string, string>, key: string, value: string) {
  const { [key]: _, ...others } = entries;
  return value === '' ? others : { ...others, [key]: value };
}
