import { describe, expect, it } from 'vitest';
import { documentDifference } from '../src/figma/index.js';
import { manifestOf, openTiny, SCENE, triedIn, trying } from './figma-fixture.js';

const INSTANCE_SCENE = {
  pages: [
    {
      name: 'First',
      children: [
        { type: 'COMPONENT', id: '3:1', name: 'Button', width: 80, height: 30 },
        {
          type: 'INSTANCE',
          id: '1:2',
          name: 'Button',
          x: 200,
          mainComponent: '3:1',
          children: [{ type: 'RECTANGLE', id: '1:3', name: 'Part' }],
        },
        {
          type: 'FRAME',
          id: '4:1',
          name: 'Row',
          layoutMode: 'HORIZONTAL',
          itemSpacing: 10,
          padding: 5,
          counterAxisSizingMode: 'AUTO',
          children: [
            { type: 'RECTANGLE', id: '4:2', width: 30, height: 20 },
            { type: 'RECTANGLE', id: '4:3', width: 40, height: 20 },
          ],
        },
        {
          type: 'GROUP',
          id: '5:1',
          name: 'Pair',
          children: [
            { type: 'RECTANGLE', id: '5:2', x: 500, y: 10, width: 10, height: 10 },
            { type: 'RECTANGLE', id: '5:3', x: 530, y: 20, width: 10, height: 10 },
          ],
        },
        { type: 'TEXT', id: '6:1', name: 'Label', characters: 'Hi', fills: 'mixed' },
      ],
    },
  ],
} as const;

describe('the document', () => {
  it('forbids under dynamic-page what Figma forbids, in its words', async () => {
    const figma = await openTiny(
      trying({
        byId: `figma.getNodeById('1:2')`,
        page: 'figma.currentPage = figma.root.children[1]',
        unloaded: 'figma.root.children[1].children',
        documentChange: `figma.on('documentchange', () => {})`,
        loaded: 'await figma.root.children[1].loadAsync(), figma.root.children[1].children.length',
        switched: 'await figma.setCurrentPageAsync(figma.root.children[1]), figma.currentPage.name',
        unknown: `await figma.getNodeByIdAsync('7:7')`,
      }),
    );
    expect(await triedIn(figma)).toEqual({
      byId: 'Error: in getNodeById: Cannot call with documentAccess: dynamic-page. Use figma.getNodeByIdAsync instead',
      page: 'Error: in set_currentPage: Cannot call with documentAccess: dynamic-page. Use figma.setCurrentPageAsync instead',
      unloaded:
        'Error: in get_children: Cannot access children on a page that has not been explicitly loaded. Call `await page.loadAsync()` first',
      documentChange:
        'Error: in on: Cannot register documentchange handler in incremental mode without calling figma.loadAllPagesAsync first',
      loaded: '1',
      switched: '"Second"',
      unknown: 'null',
    });
    expect(await figma.loadedPages()).toEqual(['0:2']);
  });

  it('has the same object for a node each time, frozen copies of its paints, and checks what is set', async () => {
    const figma = await openTiny(
      trying({
        same: `(await figma.getNodeByIdAsync('1:2')) === node && box.parent === node`,
        frozen: 'node.fills.push({})',
        deeper: `(() => { 'use strict'; node.fills[0].opacity = 0.5; })()`,
        keeps: `(node.fills = [...node.fills, { type: 'SOLID', color: { r: 1, g: 0, b: 0 } }], node.fills.length)`,
        defaults: 'node.fills[1].opacity',
        type: `node.fills = [{ type: 'SPARKLE' }]`,
        extra: `node.fills = [{ type: 'SOLID', color: { r: 1, g: 0, b: 0, a: 1 } }]`,
        range: 'node.opacity = 2',
        text: `node.opacity = 'test'`,
        crop: `node.fills = [{ type: 'IMAGE', scaleMode: 'STRETCH', imageHash: null }]`,
        readOnly: 'node.id = "9:9"',
        removed: '(box.remove(), [box.removed, box.id])',
        after: 'box.name',
      }),
    );
    const tried = await triedIn(figma);
    expect(tried.same).toBe('true');
    expect(tried.frozen).toMatch(/TypeError: .*extensible/);
    expect(tried.deeper).toMatch(/TypeError: .*read-only/);
    expect(tried.keeps).toBe('2');
    expect(tried.defaults).toBe('1');
    expect(tried.type).toContain('in set_fills: Property "fills[0].type" failed validation');
    expect(tried.extra).toContain("Unrecognized key(s) in object: 'a'");
    expect(tried.range).toContain('in set_opacity: Property "opacity" failed validation');
    expect(tried.text).toBe(
      'TypeError: in set_opacity: Expected "opacity" to have type number but got string instead',
    );
    expect(tried.crop).toContain('fills[0].scaleMode');
    expect(tried.readOnly).toContain("Cannot assign to read only property 'id' of FRAME node");
    expect(tried.removed).toBe('[true,"1:3"]');
    expect(tried.after).toBe('Error: in get_name: The node with id "1:3" does not exist');
  });

  it('keeps instances, auto layout and groups as Figma does', async () => {
    const get = (id: string) => `(await figma.getNodeByIdAsync('${id}'))`;
    const figma = await openTiny(
      trying({
        append: 'node.appendChild(figma.createRectangle())',
        moveOut: 'figma.currentPage.appendChild(box)',
        place: 'box.x = 5',
        override: '(box.opacity = 0.5, box.opacity)',
        main: 'node.mainComponent',
        mainAsync: '(await node.getMainComponentAsync()).id',
        instances: `(await (await figma.getNodeByIdAsync('3:1')).getInstancesAsync()).map(({ id }) => id)`,
        instancesNow: `(await figma.getNodeByIdAsync('3:1')).instances`,
        rowSize: `[${get('4:1')}.width, ${get('4:1')}.height]`,
        rowPlaces: `[${get('4:2')}.x, ${get('4:3')}.x, ${get('4:3')}.y]`,
        noMove: `(${get('4:3')}.x = 500, ${get('4:3')}.x)`,
        inserted: `(${get('4:1')}.insertChild(1, ${get('5:2')}), [${get('5:2')}.x, ${get('4:3')}.x, ${get('4:1')}.width])`,
        absolute: `(${get('5:2')}.layoutPositioning = 'ABSOLUTE', ${get('5:2')}.x = 500, ${get('5:2')}.x)`,
        group: `[${get('5:1')}.x, ${get('5:1')}.y, ${get('5:1')}.width]`,
        groupMoved: `(${get('5:1')}.x = 0, ${get('5:3')}.x)`,
        emptied: `(${get('5:3')}.remove(), await figma.getNodeByIdAsync('5:1'))`,
        mixed: `${get('6:1')}.fills === figma.mixed`,
        font: `${get('6:1')}.characters = 'x'`,
      }),
      { scene: INSTANCE_SCENE },
    );
    const tried = await triedIn(figma);
    expect(tried.append).toBe(
      'Error: in appendChild: Cannot move node. New parent is an instance or is inside of an instance',
    );
    expect(tried.moveOut).toBe(
      'Error: in appendChild: Cannot move node. Node is inside of an instance',
    );
    expect(tried.place).toContain('in set_x: This property cannot be overriden in an instance');
    expect(tried.override).toBe('0.5');
    expect(tried.main).toContain('Use node.getMainComponentAsync instead');
    expect(tried.mainAsync).toBe('"3:1"');
    expect(tried.instances).toBe('["1:2"]');
    expect(tried.instancesNow).toContain('Use node.getInstancesAsync instead');
    expect(tried.rowSize).toBe('[90,30]');
    expect(tried.rowPlaces).toBe('[5,45,5]');
    expect(tried.noMove).toBe('45');
    expect(tried.inserted).toBe('[45,65,110]');
    expect(tried.absolute).toBe('500');
    expect(tried.group).toBe('[530,20,10]');
    expect(tried.groupMoved).toBe('0');
    expect(tried.emptied).toBe('null');
    expect(tried.mixed).toBe('true');
    expect(tried.font).toContain('Cannot write to node with unloaded font');
  });

  it('knows the paint styles of layers, which setting fills detaches', async () => {
    const box = { type: 'RECTANGLE', id: '1:2', fillStyleId: 'S:1' } as const;
    const figma = await openTiny(
      trying({
        style: `node.fillStyleId`,
        name: `(await figma.getStyleByIdAsync(node.fillStyleId)).name`,
        gone: `await figma.getStyleByIdAsync('S:2')`,
        detached: `(node.fills = [], node.fillStyleId)`,
      }),
      {
        scene: { pages: [{ name: 'Page', children: [box] }], paintStyles: { 'S:1': 'Brand/Red' } },
      },
    );
    expect(await triedIn(figma)).toEqual({
      style: '"S:1"',
      name: '"Brand/Red"',
      gone: 'null',
      detached: '""',
    });
  });

  it('limits plugin data, and shows relaunch buttons of the manifest only', async () => {
    const figma = await openTiny(
      trying({
        kept: `(node.setSharedPluginData('pastiche', 'recipe', '{}'), node.getSharedPluginData('pastiche', 'recipe'))`,
        namespace: `node.setSharedPluginData('ab', 'k', 'v')`,
        reading: `node.getSharedPluginDataKeys('ab')`,
        heavy: `node.setPluginData('k', 'x'.repeat(100000))`,
        light: `(node.setPluginData('k', 'x'.repeat(99999)), node.getPluginDataKeys())`,
        gone: `(node.setPluginData('k', ''), node.getPluginDataKeys())`,
        number: `node.setPluginData('k', 1)`,
        relaunch: `(node.setRelaunchData({ again: 'Mosaic' }), node.getRelaunchData())`,
        unknown: `node.setRelaunchData({ never: '' })`,
      }),
    );
    const tried = await triedIn(figma);
    expect(tried.kept).toBe('"{}"');
    expect(tried.namespace).toContain('must be at least 3 alphanumeric characters');
    expect(tried.reading).toContain('in getSharedPluginDataKeys: The namespace "ab" must be');
    expect(tried.heavy).toBe(
      'Error: in setPluginData: The total size of the entry exceeds 100 kB: it has 100001 bytes',
    );
    expect(tried.light).toBe('["k"]');
    expect(tried.gone).toBe('[]');
    expect(tried.number).toContain('Expected "value" to have type string but got number instead');
    expect(tried.relaunch).toBe('{"again":"Mosaic"}');
    expect(tried.unknown).toContain('have no command "never"');
    await figma.relaunch('1:2', 'again');
    expect(await figma.selection()).toEqual(['1:2']);
    await expect(figma.relaunch('1:3', 'again')).rejects.toThrow(
      'Figma shows no button "Run again"',
    );
    const { nodes } = await figma.restDump(['1:2', '7:7']);
    expect(nodes.nodes).toMatchObject({
      '1:2': {
        document: {
          id: '1:2',
          type: 'FRAME',
          absoluteBoundingBox: { x: 40, y: 40, width: 320, height: 200 },
          sharedPluginData: { pastiche: { recipe: '{}' } },
        },
      },
      '7:7': null,
    });
  });

  it('puts what is made in Slides on the open slide', async () => {
    const figma = await openTiny(
      trying({
        parent: 'figma.createRectangle().parent.id',
        frame: 'node.getTopLevelFrame()',
      }),
      {
        manifest: manifestOf({ editorType: ['figma', 'slides'] }),
        profile: { editorType: 'slides' },
        scene: {
          pages: [
            { name: 'Slides', children: [{ type: 'SLIDE', id: '1:2', width: 1920, height: 1080 }] },
          ],
        },
      },
    );
    expect(await triedIn(figma)).toEqual({
      parent: '"1:2"',
      frame: 'Error: in getTopLevelFrame: Cannot be called in slides',
    });
  });

  it('makes one undo step of what one commit closes, and none of what was taken back', async () => {
    const figma = await openTiny(`
      figma.on('run', async ({ command }) => {
        const rectangle = figma.createRectangle();
        rectangle.x = 400;
        rectangle.setSharedPluginData('pastiche', 'a', 'b');
        figma.commitUndo();
        figma.createRectangle();
        figma.triggerUndo();
        figma.createEllipse();
        console.log('done');
      });
    `);
    const before = await figma.document();
    await figma.run('open');
    expect(await figma.undoSteps()).toBe(2);
    await figma.undo();
    expect(await figma.undoSteps()).toBe(1);
    const [difference, ...others] = documentDifference(before, await figma.document());
    expect(others).toHaveLength(0);
    expect(difference).toMatchObject({ change: 'added', node: { type: 'RECTANGLE', x: 400 } });
    await figma.undo();
    expect(documentDifference(before, await figma.document())).toEqual([]);
    expect(await figma.undoSteps()).toBe(0);
  });

  it('gathers events and tells of them later', async () => {
    const figma = await openTiny(`
      figma.on('selectionchange', () => console.log('selection', figma.currentPage.selection.map(({ id }) => id)));
      figma.currentPage.on('nodechange', ({ nodeChanges }) =>
        console.log('nodes', nodeChanges.map(({ type, id, properties }) => type + ' ' + id + ' ' + (properties ?? ''))));
      figma.on('run', async () => {
        const box = await figma.getNodeByIdAsync('1:3');
        figma.currentPage.selection = [];
        figma.currentPage.selection = [box];
        box.name = 'Renamed';
        box.resize(10, 10);
        console.log('now');
      });
    `);
    await figma.run('open');
    const texts = async () => (await figma.log()).map(({ text }) => text);
    await expect
      .poll(texts)
      .toEqual([
        'now',
        'selection ["1:3"]',
        'nodes ["PROPERTY_CHANGE 1:3 name","PROPERTY_CHANGE 1:3 width,height"]',
      ]);
    await figma.edit('1:2', { opacity: 0.5 });
    await figma.remove('1:3');
    await expect
      .poll(async () => (await texts()).slice(3))
      .toEqual(['nodes ["PROPERTY_CHANGE 1:2 opacity"]', 'nodes ["DELETE 1:3 "]', 'selection []']);
    expect(await figma.errors()).toEqual([]);
  });

  it('does not call what belongs to another page a selection', async () => {
    const figma = await openTiny(
      trying({
        far: `figma.currentPage.selection = [await figma.getNodeByIdAsync('2:1')]`,
        none: `figma.currentPage.selection = ['1:2']`,
        shown: `(figma.viewport.scrollAndZoomIntoView([box]), figma.viewport.center)`,
      }),
      { scene: SCENE },
    );
    const tried = await triedIn(figma);
    expect(tried.far).toContain('can only include nodes in that page');
    expect(tried.none).toContain('Expected "selection" to be a node');
    expect(tried.shown).toBe('{"x":75,"y":80}');
    expect((await figma.viewport()).shown).toEqual(['1:3']);
  });
});
