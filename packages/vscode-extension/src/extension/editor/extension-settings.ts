import * as vscode from 'vscode';
import { type OutputSettings, parseOutputSettings } from '../saving/output-settings.js';

/** `pastiche.output.*` as they hold for a file. */
export function outputSettingsFor(file: vscode.Uri): OutputSettings {
  const settings = vscode.workspace.getConfiguration('pastiche.output', file);
  return parseOutputSettings((name) => settings.get(name));
}

/** `pastiche.weights.source`. */
export function weightsSourceSetting(): string {
  const value: unknown = vscode.workspace.getConfiguration('pastiche.weights').get('source');
  return typeof value === 'string' ? value : '';
}

/** `pastiche.presets.location`. */
export function presetLocation(): 'user' | 'workspace' {
  const value: unknown = vscode.workspace.getConfiguration('pastiche.presets').get('location');
  return value === 'workspace' ? 'workspace' : 'user';
}

/** `pastiche.figma.host`. */
export function figmaHostSetting(): string {
  const value: unknown = vscode.workspace.getConfiguration('pastiche.figma').get('host');
  return typeof value === 'string' ? value : '';
}
