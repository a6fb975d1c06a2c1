// Runs inside the sandboxed frames of engine-frame.test.ts, under the strictest policy.
import './engine-page.js';

interface Order {
  readonly setting: object;
}

/** The functions of `engine-page.ts`, as far as they are used here. */
interface Page {
  start(setting: object): Promise<Engine>;
  addPair(engine: Engine): Promise<unknown>;
  requestOf(pair: unknown): unknown;
  paint(engine: Engine, request: unknown): Promise<{ outcome: { png?: Uint8Array } }>;
}

interface Engine {
  readonly facts: object;
  close(): void;
}

const page = globalThis as unknown as Page;
const violations: string[] = [];
document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
  violations.push(`${effectiveDirective} ${blockedURI}`);
});

async function follow({ setting }: Order) {
  const engine = await page.start(setting);
  const { outcome, ...rest } = await page.paint(engine, page.requestOf(await page.addPair(engine)));
  delete outcome.png;
  engine.close();
  return { facts: engine.facts, outcome, ...rest, violations };
}

window.addEventListener('message', ({ data }) => {
  follow(data as Order).then(
    (found) => parent.postMessage({ found }, '*'),
    (error: Error) => parent.postMessage({ failed: `${error.message}`, violations }, '*'),
  );
});
parent.postMessage('ready', '*');
