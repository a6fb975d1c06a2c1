import { type PortLike, portTransport } from '../../channel/index.js';
import { holdLife } from '../worker-life.js';
import { serveEngine } from './serve-engine.js';

/** The engine for a page whose workers are forbidden: it is served through a port. */
declare global {
  // A global of a script needs `var`: `let` and `const` do not appear on globalThis.
  var pasticheEngine: { readonly serve: (port: PortLike) => void } | undefined;
}

if (typeof WorkerGlobalScope !== 'undefined' && globalThis instanceof WorkerGlobalScope) {
  const port = portTransport(globalThis as unknown as PortLike);
  void holdLife(globalThis.name).then(() => serveEngine(port));
} else {
  globalThis.pasticheEngine = { serve: (port) => serveEngine(portTransport(port)) };
}
