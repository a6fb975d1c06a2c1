// Runs in the page around the frame of frame-journey.test.ts, in the place of Figma.
import { REALM_TIMERS, windowTransport } from '../src/channel/index.js';
import { type HostPicture, serveHost } from '../src/host/index.js';
import { createFakeHost, type FakeHost, type FakeHostOptions } from './fake-host.js';

declare global {
  // A global of a script needs `var`. The test calls these.
  var openFrame: (html: string, setting: FakeHostOptions) => Promise<void>;
  var fakeHost: FakeHost;
  var hostProblems: string[];
}

globalThis.hostProblems = [];

/** Puts the panel into a frame that has neither an origin nor a network, and answers it. */
globalThis.openFrame = async (html, setting) => {
  globalThis.fakeHost = createFakeHost({ ...setting, content: await readContent() });
  const frame = document.createElement('iframe');
  frame.setAttribute('sandbox', 'allow-scripts');
  frame.srcdoc = html;
  frame.style.cssText = 'border: 0; width: 340px; height: 760px';
  document.body.append(frame);
  serveHost(fakeHost, {
    transport: windowTransport({
      here: window,
      there: frame.contentWindow!,
      field: 'pluginMessage',
    }),
    timers: REALM_TIMERS,
    onProblem: (problem) => hostProblems.push(problem),
  });
};

async function readContent(): Promise<HostPicture> {
  const response = await fetch('content.png');
  return { name: 'Harbour', bytes: new Uint8Array(await response.arrayBuffer()) };
}
