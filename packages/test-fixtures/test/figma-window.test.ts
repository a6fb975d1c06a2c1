import { describe, expect, it } from 'vitest';
import { manifestOf, openTiny, triedIn, trying } from './figma-fixture.js';

const ECHO = `<script>
  addEventListener('message', ({ data }) => {
    if (data.pluginMessage) parent.postMessage({ pluginMessage: { echo: data.pluginMessage } }, '*');
  });
</script>`;

describe("the plugin's window", () => {
  it('queues messages until it has loaded, and clones bytes and dates both ways', async () => {
    const figma = await openTiny(
      `
      figma.showUI(__html__);
      figma.ui.onmessage = ({ echo }, { origin }) =>
        console.log(origin, echo.bytes instanceof Uint8Array, [...echo.bytes], echo.date.getTime(), typeof echo.none);
      figma.ui.postMessage({ bytes: new Uint8Array([0, 1, 2, 3]).subarray(1), date: new Date(5), none: undefined });
      `,
      { ui: ECHO },
    );
    await figma.run('open');
    await expect
      .poll(async () => (await figma.log()).map(({ text }) => text))
      .toEqual(['null true [1,2,3] 5 undefined']);
  });

  it('refuses what Figma cannot unwrap on the way to the window', async () => {
    const figma = await openTiny(
      trying({
        early: 'figma.ui.postMessage(1)',
        open: 'figma.showUI(__html__)',
        symbol: 'figma.ui.postMessage({ fills: Symbol("x") })',
        mixed: 'figma.ui.postMessage(figma.mixed)',
        buffer: 'figma.ui.postMessage(new ArrayBuffer(4))',
        floats: 'figma.ui.postMessage({ deep: [new Float32Array(4)] })',
        callback: 'figma.ui.postMessage({ run: () => 1 })',
        node: 'figma.ui.postMessage(node)',
        map: 'figma.ui.postMessage(new Map())',
      }),
    );
    const tried = await triedIn(figma);
    expect(tried.early).toContain('in postMessage: No UI is open');
    expect(tried.open).toBe('undefined');
    expect(tried.symbol).toBe('Error: in postMessage: Cannot unwrap symbol');
    expect(tried.mixed).toBe('Error: in postMessage: Cannot unwrap symbol at message');
    expect(tried.buffer).toBe('Error: in postMessage: Cannot unwrap ArrayBuffer');
    expect(tried.floats).toBe('Error: in postMessage: Cannot unwrap Float32Array');
    expect(tried.callback).toBe('Error: in postMessage: Cannot unwrap function at message.run');
    expect(tried.node).toContain('Cannot unwrap');
    expect(tried.map).toBe('Error: in postMessage: Cannot unwrap Map');
  });

  it('drops what Figma does not take from the window, and tells the test', async () => {
    const figma = await openTiny(
      `figma.showUI(__html__); figma.ui.on('message', (message) => console.log(message));`,
      {
        ui: `<script>
        const send = (pluginMessage) => parent.postMessage({ pluginMessage }, '*');
        send({ picture: new Blob(['x']) });
        send([new Uint8ClampedArray(2)]);
        send({ list: new Map() });
        send('plain');
      </script>`,
      },
    );
    await figma.run('open');
    await expect.poll(async () => (await figma.log()).map(({ text }) => text)).toEqual(['plain']);
    expect(await figma.violations()).toEqual([
      'a message to the plugin has Blob at pluginMessage.picture, which Figma does not pass on',
      'a message to the plugin has Uint8ClampedArray at pluginMessage[0], which Figma does not pass on',
      'a message to the plugin has Map at pluginMessage.list, which Figma does not pass on',
    ]);
  });

  const PROBE = `<script>
    const told = {};
    const tell = async (name, run) => { try { told[name] = String(await run()) } catch (error) { told[name] = error.name } };
    (async () => {
      await tell('origin', () => self.origin);
      await tell('storage', () => localStorage.length);
      await tell('database', () => new Promise((done, fail) => {
        const request = indexedDB.open('x'); request.onsuccess = () => done('ok'); request.onerror = () => fail(request.error);
      }));
      await tell('eval', () => eval('1 + 1'));
      await tell('blob', () => fetch(URL.createObjectURL(new Blob(['x']))).then(({ status }) => status));
      await tell('data', () => fetch('data:text/plain,x').then(({ status }) => status));
      await tell('dataWorker', () => new Promise((done, fail) => {
        const worker = new Worker('data:text/javascript,postMessage(1)'); worker.onmessage = () => done('ok'); worker.onerror = fail;
      }));
      await tell('network', () => fetch('https://example.com/x').then((answer) => answer.text()));
      parent.postMessage({ pluginMessage: told }, '*');
    })();
  </script>`;
  const MAIN = `figma.showUI(__html__); figma.ui.onmessage = (told) => console.log(told);`;
  const told = async (figma: Awaited<ReturnType<typeof openTiny>>) => {
    await figma.run('open');
    await expect.poll(() => figma.log()).toHaveLength(1);
    return JSON.parse((await figma.log())[0].text).value;
  };

  const LONG = `<!-- ${'x'.repeat(3_000_000)} -->`;
  for (const [name, embedding, padding] of [
    ['srcdoc', 'srcdoc', ''],
    ['data:', 'data', ''],
    ['data: of three megabytes', 'data', LONG],
  ] as const) {
    it(`has an opaque origin and the strict policy when embedded as ${name}`, async () => {
      const profile = { embedding, csp: 'strict' } as const;
      const figma = await openTiny(MAIN, { ui: PROBE + padding, profile });
      expect(await told(figma)).toEqual({
        origin: 'null',
        storage: 'SecurityError',
        database: 'SecurityError',
        eval: 'EvalError',
        blob: 'TypeError',
        data: '200',
        dataWorker: 'ok',
        network: 'TypeError',
      });
      const violations = await figma.violations();
      expect(violations).toHaveLength(3);
      expect(violations[0]).toContain('script-src blocked eval');
      expect(violations[1]).toContain('connect-src blocked blob');
      expect(violations[2]).toContain('connect-src blocked https://example.com');
      expect(await figma.requests()).toEqual([]);
    });
  }

  it('lets blobs, eval and the listed domains through under the lenient policy', async () => {
    const figma = await openTiny(MAIN, {
      ui: PROBE,
      profile: { csp: 'lenient' },
      manifest: manifestOf({ networkAccess: { allowedDomains: ['https://example.com'] } }),
      answers: { 'https://example.com/x': { body: 'here' } },
    });
    expect(await told(figma)).toMatchObject({ eval: '2', blob: '200', network: 'here' });
    expect(await figma.violations()).toEqual([]);
    expect(await figma.requests()).toEqual([
      { from: 'ui', url: 'https://example.com/x', refused: false },
    ]);
  });

  it('has the size, the theme and the place that it was given', async () => {
    const figma = await openTiny(
      `figma.showUI(__html__, { width: 20, height: 100, title: 'T', themeColors: true });
       figma.on('run', () => { figma.ui.resize(320, 444); figma.ui.hide(); figma.ui.show(); });`,
      { ui: '<!doctype html><html lang="en"><body>hi</body></html>', profile: { theme: 'dark' } },
    );
    await figma.run('open');
    expect(await figma.window()).toMatchObject({
      title: 'T',
      width: 320,
      height: 444,
      visible: true,
    });
    const frame = await figma.uiFrame();
    const look = () =>
      frame.evaluate(() => ({
        name: document.documentElement.className,
        bg: getComputedStyle(document.documentElement).getPropertyValue('--figma-color-bg'),
        width: window.innerWidth,
      }));
    await expect.poll(look).toEqual({ name: 'figma-dark', bg: '#2c2c2c', width: 320 });
    await figma.setTheme('light');
    await expect.poll(look).toEqual({ name: 'figma-light', bg: '#ffffff', width: 320 });
  });

  it('brings what is dragged from it to the canvas as a drop event', async () => {
    const figma = await openTiny(
      `figma.showUI(__html__);
       figma.on('drop', ({ files, items, node, dropMetadata }) => {
         files[0].getBytesAsync().then((bytes) => console.log(node.type, items.length, dropMetadata.kind, bytes.length));
         return false;
       });`,
      {
        ui: `<script>parent.postMessage({ pluginDrop: {
          clientX: 400, clientY: 300, files: [new File(['abc'], 'a.png')], dropMetadata: { kind: 'result' } } }, '*')</script>`,
      },
    );
    await figma.run('open');
    await expect
      .poll(async () => (await figma.log()).map(({ text }) => text))
      .toEqual(['PAGE 0 result 3']);
  });
});

describe('the network', () => {
  it('knows of what a worker of the window asks for', async () => {
    const figma = await openTiny('figma.showUI(__html__);', {
      ui: `<script>new Worker('data:text/javascript,fetch("https://example.com/x")')</script>`,
      manifest: manifestOf({ networkAccess: { allowedDomains: ['https://example.com'] } }),
    });
    await figma.run('open');
    await expect
      .poll(() => figma.requests())
      .toEqual([{ from: 'ui', url: 'https://example.com/x', refused: true }]);
  });

  it('may be closed while the window asks', async () => {
    const unheard: unknown[] = [];
    const note = (reason: unknown) => unheard.push(reason);
    process.on('unhandledRejection', note);
    const figma = await openTiny('figma.showUI(__html__);', {
      ui: `<script>setInterval(() => fetch('https://example.com/x'), 1)</script>`,
      manifest: manifestOf({ networkAccess: { allowedDomains: ['https://example.com'] } }),
    });
    await figma.run('open');
    await expect.poll(async () => (await figma.requests()).length).toBeGreaterThan(0);
    await figma.close();
    await new Promise((resolve) => setTimeout(resolve, 500));
    process.off('unhandledRejection', note);
    expect(unheard).toEqual([]);
  });
});

describe('fetch of the main script', () => {
  it('asks allowed domains only, and knows no signal', async () => {
    const figma = await openTiny(
      trying({
        allowed: `await (await fetch('https://example.com/a/weights.bin')).arrayBuffer().then((b) => b.byteLength)`,
        status: `(await fetch('https://example.com/a/none')).status`,
        offline: `await fetch('https://example.com/a/off')`,
        elsewhere: `await fetch('https://other.com/')`,
        signal: `await fetch('https://example.com/a/weights.bin', { signal: 1 })`,
      }),
      {
        manifest: manifestOf({ networkAccess: { allowedDomains: ['https://example.com/a/'] } }),
        answers: {
          'https://example.com/a/weights.bin': { body: new Uint8Array(1000) },
          'https://example.com/a/none': { status: 404, body: 'no' },
        },
      },
    );
    expect(await triedIn(figma)).toEqual({
      allowed: '1000',
      status: '404',
      offline: 'TypeError: Failed to fetch',
      elsewhere: 'TypeError: Failed to fetch',
      signal: 'TypeError: fetch has no option "signal" in Figma.',
    });
    expect(await figma.violations()).toEqual(['networkAccess does not allow https://other.com/']);
    expect((await figma.requests()).map(({ refused }) => refused)).toEqual([
      false,
      false,
      true,
      true,
    ]);
  });
});
