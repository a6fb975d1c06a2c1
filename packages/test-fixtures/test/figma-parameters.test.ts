import { describe, expect, it } from 'vitest';
import { manifestOf, openTiny } from './figma-fixture.js';

const MANIFEST = manifestOf({
  menu: [
    {
      name: 'Quick',
      command: 'quick',
      parameterOnly: false,
      parameters: [
        { name: 'Style', key: 'style' },
        { name: 'Strength', key: 'strength', optional: true },
      ],
    },
  ],
});

const MAIN = `
  figma.parameters.on('input', ({ key, query, parameters, result }) => {
    if (figma.currentPage.selection.length === 0) return result.setError('Select a layer first.');
    result.setLoadingMessage('One moment');
    const styles = [{ name: 'Mosaic', data: { id: 'mosaic' } }, 'Ink'];
    setTimeout(() => result.setSuggestions(key === 'style' ? styles : [query + ' %', String(parameters.style)]), 5);
    try { figma.createRectangle(); } catch (error) { console.log(error.message); }
    try { figma.showUI('x'); } catch (error) { console.log(error.message); }
  });
  figma.on('run', ({ parameters }) => console.log('run', parameters));
`;

describe('quick actions', () => {
  it('asks the plugin for suggestions, which may write nothing, and then runs it', async () => {
    const figma = await openTiny(MAIN, { manifest: MANIFEST });
    expect(await figma.suggest('quick', 'style', 'm')).toEqual({
      suggestions: [{ name: 'Mosaic', data: { id: 'mosaic' } }, { name: 'Ink' }],
      error: null,
      loading: 'One moment',
    });
    const { suggestions } = await figma.suggest('quick', 'strength', '5', { style: 'mosaic' });
    expect(suggestions).toEqual([{ name: '5 %' }, { name: 'mosaic' }]);
    await figma.run('quick', { style: 'mosaic' });
    const texts = (await figma.log()).map(({ text }) => text);
    expect(texts.slice(0, 2)).toEqual([
      'in createRectangle: Cannot write while parameters are asked for',
      'in showUI: Cannot show a UI while parameters are asked for',
    ]);
    expect(texts.at(-1)).toContain('"style":"mosaic"');
    await expect(figma.run('quick', {})).rejects.toThrow('without the parameter "style"');
  });

  it('hears an error where nothing is selected', async () => {
    const figma = await openTiny(MAIN, { manifest: MANIFEST });
    await figma.select([]);
    expect((await figma.suggest('quick', 'style', '')).error).toBe('Select a layer first.');
  });

  it('shows toasts with their buttons', async () => {
    const figma = await openTiny(`
      const toast = figma.notify('x'.repeat(120), {
        error: true,
        timeout: Infinity,
        button: { text: 'Undo', action: () => { console.log('pressed'); } },
        onDequeue: (reason) => console.log(reason),
      });
      figma.notify('gone').cancel();
    `);
    await figma.run('open');
    const [toast, gone] = await figma.notifications();
    expect(toast).toMatchObject({ error: true, timeout: null, button: 'Undo', open: true });
    expect(toast.message).toHaveLength(100);
    expect(gone).toMatchObject({ message: 'gone', timeout: 3000, open: false });
    await figma.pressNotificationButton(0);
    expect((await figma.log()).map(({ text }) => text)).toEqual(['pressed', 'action_button_click']);
  });
});
