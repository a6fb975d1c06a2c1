import { describe, expect, it } from 'vitest';
import { buildDocument } from './build-document.js';
import { restDump } from './rest-document.js';

describe('restDump', () => {
  const model = buildDocument(
    {
      name: 'Poster',
      pages: [
        {
          name: 'Page 1',
          children: [
            {
              type: 'RECTANGLE',
              id: '1:2',
              name: 'Photo',
              x: 5,
              width: 64,
              height: 32,
              fills: [
                {
                  type: 'IMAGE',
                  scaleMode: 'CROP',
                  imageHash: 'abc',
                  imageTransform: [
                    [1, 0, 0],
                    [0, 1, 0],
                  ],
                },
              ],
              sharedPluginData: { pastiche: { recipe: '{}' } },
              pluginData: { secret: 'not told' },
            },
            {
              type: 'GROUP',
              id: '1:3',
              name: 'Group',
              opacity: 0.5,
              children: [{ type: 'RECTANGLE', id: '1:4' }],
            },
          ],
        },
      ],
    },
    () => '',
  );
  const { file, nodes, images } = restDump(model, ['abc'], ['1:2', '9:9']);

  it('gives nodes in the form of the REST interface', () => {
    expect(nodes).toMatchObject({
      name: 'Poster',
      nodes: {
        '1:2': {
          document: {
            id: '1:2',
            name: 'Photo',
            type: 'RECTANGLE',
            sharedPluginData: { pastiche: { recipe: '{}' } },
            fills: [{ type: 'IMAGE', scaleMode: 'STRETCH', imageRef: 'abc', blendMode: 'NORMAL' }],
            absoluteBoundingBox: { x: 5, y: 0, width: 64, height: 32 },
          },
          components: {},
          styles: {},
        },
        '9:9': null,
      },
    });
    expect(JSON.stringify(nodes)).not.toContain('not told');
  });

  it('gives the file as a tree of canvases', () => {
    expect(file).toMatchObject({
      document: {
        id: '0:0',
        type: 'DOCUMENT',
        children: [
          {
            type: 'CANVAS',
            name: 'Page 1',
            children: [{ id: '1:2' }, { id: '1:3', opacity: 0.5, children: [{ id: '1:4' }] }],
          },
        ],
      },
    });
  });

  it('says where images lie', () => {
    expect(images).toMatchObject({
      status: 200,
      meta: { images: { abc: expect.stringContaining('abc') } },
    });
  });
});
