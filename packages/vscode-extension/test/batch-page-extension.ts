import { openBatchPage } from '../src/extension/batch/batch-page.js';
import { acquireVsCodeApi, webviewPanel } from './page-of-extension.js';

// The extension's side of a batch's tab, with a way for the test to say what is being painted.

Object.assign(window, {
  acquireVsCodeApi,
  caption: async (text: string) => {
    const options = { webviewPanel, html: '', weightsBase: './', settings: '{"format":1}' };
    const page = await openBatchPage(options as never);
    page.caption(text);
  },
});
