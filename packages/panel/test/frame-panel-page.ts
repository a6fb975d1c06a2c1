// Runs inside the sandboxed frame of frame-journey.test.ts, after panel.js: as in a plugin, all that
// the panel reads lies in the page, and its host is reached by messages only.
import { REALM_TIMERS, windowTransport } from '../src/channel/index.js';
import { type Assets, hostOverChannel } from '../src/host/index.js';
import type { mountPanel } from '../src/page.js';

declare global {
  // A global of a script needs `var`. The test reads these.
  var violations: string[];
  var thrown: string[];
}

/** Put before the engine: what the policy refuses in a worker is told to nobody else. */
const TELLING = `self.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) =>
  self.postMessage({ violation: effectiveDirective + ' ' + blockedURI }));
`;

globalThis.violations = [];
globalThis.thrown = [];
document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
  violations.push(`${effectiveDirective} ${blockedURI}`);
});
addEventListener('error', ({ message }) => thrown.push(message));
addEventListener('unhandledrejection', ({ reason }) => thrown.push(String(reason)));
globalThis.Worker = class extends Worker {
  constructor(address: string | URL) {
    super(address);
    this.addEventListener('message', ({ data }) => {
      if (data?.violation) violations.push(`${data.violation} in the worker`);
    });
  }
};

const assets: Assets = {
  workerKinds: ['data'],
  async read(name) {
    const text = document.querySelector(`script[data-asset="${name}"]`)?.textContent;
    if (!text) throw new Error(`${name} is not in this page.`);
    const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    if (name !== 'engine.js') return bytes;
    return new TextEncoder().encode(TELLING + new TextDecoder().decode(bytes));
  },
};

async function open(): Promise<void> {
  const host = await hostOverChannel({
    transport: windowTransport({ here: window, there: parent, field: 'pluginMessage' }),
    timers: REALM_TIMERS,
    onProblem: (problem) => thrown.push(problem),
  });
  const root = document.getElementById('panel')!;
  const { pastiche } = globalThis as { pastiche?: { mountPanel: typeof mountPanel } };
  pastiche!.mountPanel(root, { host, assets, dress: 'figma' });
}

void open();
