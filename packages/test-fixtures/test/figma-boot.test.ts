import { describe, expect, it } from 'vitest';
import { manifestOf, openTiny, triedIn, trying } from './figma-fixture.js';

describe('a plugin in the simulator', () => {
  it('runs the main bundle with the command, then tells of it by `run`', async () => {
    const figma = await openTiny(`
      console.log('command', figma.command, figma.editorType, typeof __html__, figma.pluginId);
      figma.on('run', ({ command, parameters }) => console.log('run', command, String(parameters)));
      console.log('end of main');
    `);
    await figma.run('open');
    expect((await figma.log()).map(({ text }) => text)).toEqual([
      'command open figma string 1234',
      'end of main',
      'run open undefined',
    ]);
    expect(await figma.errors()).toEqual([]);
  });

  it('has the globals that Figma has, and no others', async () => {
    const absent = [
      'window',
      'self',
      'document',
      'XMLHttpRequest',
      'URL',
      'Blob',
      'TextEncoder',
      'atob',
      'crypto',
      'AbortController',
      'performance',
      'Worker',
      'WebAssembly',
      'queueMicrotask',
      'process',
      '__host',
      '__bridge',
    ];
    const figma = await openTiny(
      trying({
        absent: `${JSON.stringify(absent)}.filter((name) => typeof globalThis[name] !== 'undefined')`,
        present: `[typeof setTimeout, typeof clearInterval, typeof fetch, typeof console.warn]`,
        modern: `[1, 2].at(-1) + (null ?? 40)`,
      }),
    );
    expect(await triedIn(figma)).toEqual({
      absent: '[]',
      present: '["function","function","function","function"]',
      modern: '42',
    });
  });

  it('is closed: what it lacks throws with its name, and so does what Figma lacks', async () => {
    const figma = await openTiny(
      trying({
        figma: 'figma.createVector()',
        payments: 'figma.payments',
        node: 'node.strokeCap',
        assign: 'node.invented = 1',
        otherType: 'figma.currentPage.fills',
        isIn: `['fills' in node, 'fills' in figma.currentPage, 'strokeCap' in node]`,
        event: `figma.on('textreview', () => [])`,
        remove: 'delete node.name',
        list: 'Object.keys(node)',
      }),
    );
    const tried = await triedIn(figma);
    expect(tried.figma).toBe(
      "TypeError: The simulator does not implement 'createVector' of figma: add it, or check its spelling.",
    );
    expect(tried.payments).toContain("does not implement 'payments' of figma");
    expect(tried.node).toContain("does not implement 'strokeCap' of FRAME node");
    expect(tried.assign).toBe("TypeError: no such property 'invented' on FRAME node");
    expect(tried.otherType).toBe("TypeError: no such property 'fills' on PAGE node");
    expect(tried.isIn).toBe('[true,false,true]');
    expect(tried.event).toContain('figma has no event "textreview" in the simulator');
    expect(tried.remove).toContain('cannot delete name');
    expect(tried.list).toContain('cannot list the members');
  });

  it('after closePlugin refuses figma, cancels timers and takes the window away', async () => {
    const figma = await openTiny(`
      figma.showUI(__html__);
      figma.on('close', () => console.log('closing'));
      setTimeout(() => console.log('too late'), 30);
      figma.on('run', () => {
        figma.closePlugin('Bye');
        try { figma.currentPage } catch (error) { console.log(error.message) }
      });
    `);
    await figma.run('open');
    expect((await figma.log()).map(({ text }) => text)).toEqual([
      'closing',
      'The plugin has been closed, and the figma API with it',
    ]);
    expect(await figma.isRunning()).toBe(false);
    expect(await figma.page.locator('iframe').count()).toBe(0);
    expect((await figma.notifications()).map(({ message }) => message)).toEqual(['Bye']);
    await figma.page.waitForTimeout(60);
    expect(await figma.log()).toHaveLength(2);
  });

  it('collects what the plugin throws and does not catch', async () => {
    const figma = await openTiny(
      `
      figma.showUI(__html__);
      figma.on('run', async () => { throw new Error('in a handler'); });
      setTimeout(() => { throw new Error('in a timer'); }, 0);
      `,
      { ui: "<script>Promise.reject(new Error('in the window'))</script>" },
    );
    await figma.run('open');
    await expect.poll(() => figma.errors()).toHaveLength(3);
    const errors = (await figma.errors()).join('\n');
    expect(errors).toContain('in a handler');
    expect(errors).toContain('in a timer');
    expect(errors).toContain('in the window');
  });

  it('refuses manifests and commands that Figma would refuse', async () => {
    const manifest = manifestOf({ documentAccess: undefined });
    await expect(openTiny('', { manifest })).rejects.toThrow(
      'Figma refuses this manifest: it needs "documentAccess": "dynamic-page"',
    );
    const figma = await openTiny('');
    await expect(figma.run('nothing')).rejects.toThrow('no menu command "nothing"');
  });

  it('opens in Dev Mode and in view-only files with nothing but plugin data writable', async () => {
    const figma = await openTiny(
      trying({
        editor: '[figma.editorType, figma.mode]',
        opacity: 'node.opacity = 0.5',
        create: 'figma.createRectangle()',
        data: `node.setPluginData('a', 'b')`,
        export: '(await node.exportAsync()).length > 0',
      }),
      { profile: { editorType: 'dev' } },
    );
    const tried = await triedIn(figma);
    expect(tried.editor).toBe('["dev","inspect"]');
    expect(tried.opacity).toBe(
      'Error: in set_opacity: Cannot write to internal and read-only nodes',
    );
    expect(tried.create).toBe(
      'Error: in createRectangle: Cannot write to internal and read-only nodes',
    );
    expect(tried.data).toBe('undefined');
    expect(tried.export).toBe('true');
  });
});
