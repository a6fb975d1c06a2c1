import { type PortLike, portTransport } from '../../channel/index.js';
import { serveEngine } from './serve-engine.js';

/** The engine for a page whose workers are forbidden: it is served through a port. */
declare global {
  // A global of a script needs `var`: `let` and `const` do not appear on globalThis.
  var pasticheEngine: { readonly serve: (port: PortLike) => void } | undefined;
}

if (typeof WorkerGlobalScope !== 'undefined' && globalThis instanceof WorkerGlobalScope) {
  serveEngine(portTransport(globalThis as unknown as PortLike));
} else {
  globalThis.pasticheEngine = { serve: (port) => serveEngine(portTransport(port)) };
}
