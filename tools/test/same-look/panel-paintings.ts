import type { Preset, PresetStatistics } from '@pastiche/core/presets';
import type { BrowserPage } from '@pastiche/test-fixtures/browser-page';
import { openEnginePage } from '../../../packages/panel/test/open-engine-page.js';

/** The panel's engine in a browser: the very file that the Figma plugin and the extension bring. */
export interface PanelPaintings {
  /** Paints in the first style of a preset. @returns the file of the painting */
  paint(preset: Preset, content: Uint8Array, backend: 'webgl' | 'wasm'): Promise<Uint8Array>;
  /** What stands for a style's picture in a preset without it. */
  statisticsOf(picture: Uint8Array, backend: 'webgl' | 'wasm'): Promise<PresetStatistics[]>;
  close(): Promise<void>;
}

export async function openPanelPaintings(chromePath: string): Promise<PanelPaintings> {
  const { page, close }: BrowserPage = await openEnginePage(chromePath);
  const withEngine = <T>(backend: string, body: string): Promise<T> =>
    page.evaluate<T>(`(async () => {
      const engine = await start({ kinds: ['address'], backend: '${backend}' });
      const addPicture = async (bytes) => (await engine.addPicture(new Uint8Array(bytes))).id;
      const addStatistics = (bytes) => engine.addStatistics([new Uint8Array(bytes)]);
      const others = engine.facts.backend === '${backend}' ? [] : [engine.facts.backend];
      try { ${body} } finally { engine.close(); }
    })()`);
  return {
    async paint({ parameters, styles: [style] }, content, backend) {
      const bytes = (style!.picture ?? style!.statistics[0])!.bytes;
      const add = style!.picture === undefined ? 'addStatistics' : 'addPicture';
      const order = { parameters, network: 'vgg19-lite', frames: false };
      const png = await withEngine<number[]>(
        backend,
        `const content = await addPicture(${list(content)});
        const styles = [{ picture: await ${add}(${list(bytes)}), weight: 1 }];
        const order = { content, styles, ...${JSON.stringify(order)} };
        const { png } = await engine.run(order, ({ kind, bitmap }) => {
          bitmap?.close();
          if (kind === 'recovering') others.push(kind);
        }).result;
        if (others.length > 0) throw new Error('It was painted on another backend: ' + others);
        return [...png];`,
      );
      return Uint8Array.from(png);
    },
    async statisticsOf(picture, backend) {
      const taken = await withEngine<(Omit<PresetStatistics, 'bytes'> & { bytes: number[] })[]>(
        backend,
        `const id = await addPicture(${list(picture)});
        const taken = await engine.takeStatistics(id, { parameters: {}, network: 'vgg19-lite' });
        return taken.map(({ bytes, ...rest }) => ({ ...rest, bytes: [...bytes] }));`,
      );
      return taken.map(({ bytes, ...rest }) => ({ ...rest, bytes: Uint8Array.from(bytes) }));
    },
    close,
  };
}

/** Bytes as a list in JavaScript. */
function list(bytes: Uint8Array): string {
  return `[${Array.from(bytes).join()}]`;
}
