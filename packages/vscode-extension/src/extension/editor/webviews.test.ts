import { describe, expect, it, vi } from 'vitest';
import * as vscode from 'vscode';
import { fakeUri } from '../../test/fake-uri.js';
import { createFakeWebviewPanel } from '../../test/fake-webview.js';
import { createWebviews, PANEL_TYPE } from './webviews.js';

vi.mock('vscode', async () => (await import('../../test/fake-vscode.js')).fakeVscode());

const webviews = createWebviews({
  extension: fakeUri('/extensions/pastiche'),
  weights: fakeUri('/storage/weights/vgg19'),
});
const ways = {
  'a panel': () => webviews.createPanel(),
  'a batch': () => webviews.createBatch('Painting'),
  'a panel that a reload left': () => {
    const { panel } = createFakeWebviewPanel();
    webviews.prepare(panel);
    return panel;
  },
};

describe.each(Object.entries(ways))('%s', (_, make) => {
  it('may read the panel’s own files and VGG19, and nothing of the workspace', () => {
    const { enableScripts, localResourceRoots, ...others } = make().webview.options;
    expect(enableScripts).toBe(true);
    expect(localResourceRoots?.map(String)).toEqual([
      'mem:///extensions/pastiche/dist/panel',
      'mem:///storage/weights/vgg19',
    ]);
    // Neither command links nor forms with an origin, nor ports of this computer.
    expect(others).toEqual({});
  });
});

it('panels take the focus, batches leave it, and both paint on while they are hidden', () => {
  const created = vi.mocked(vscode.window.createWebviewPanel).mockClear();
  webviews.createPanel();
  webviews.createBatch('Painting');
  const where = { viewColumn: vscode.ViewColumn.Active };
  const options = { retainContextWhenHidden: true };
  expect(created.mock.calls).toEqual([
    [PANEL_TYPE, 'Pastiche', { ...where, preserveFocus: false }, options],
    ['pastiche.batch', 'Painting', { ...where, preserveFocus: true }, options],
  ]);
});

it('a page finds its files and VGG19 below the folders that it may read', () => {
  const panel = webviews.createPanel();
  const html = webviews.html(panel, 'panel-page');
  expect(html).toContain('page:///extensions/pastiche/dist/panel/panel-page.js');
  expect(webviews.weightsBase(panel)).toBe('page:///storage/weights/vgg19/');
  const nonce = (page: string) => /nonce-([^']+)/.exec(page)?.[1];
  expect(nonce(html)).not.toBe(nonce(webviews.html(panel, 'panel-page')));
});
