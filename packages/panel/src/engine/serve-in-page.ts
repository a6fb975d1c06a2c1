import { sentence } from '@pastiche/core/sentence';
import { ChannelError, type PortLike, portTransport } from '../channel/index.js';
import type { EnginePlace } from './connect-engine.js';

/** What `engine.js` leaves in a page. */
interface PageEngine {
  readonly serve: (port: PortLike) => void;
}

/**
 * Runs the engine in the page's own thread: its script is put into the document once, and served
 * through a port. An iteration then holds the page for as long as it takes.
 *
 * @param nonce what the content security policy asks of scripts, if it does
 * @throws ChannelError when the policy forbids the script
 */
export function serveInPage(source: string, nonce: string | undefined): EnginePlace {
  const engine = pageEngine() ?? loadPageEngine(source, nonce);
  const { port1, port2 } = new MessageChannel();
  engine.serve(port2);
  return {
    transport: portTransport(port1),
    onFailure: () => {},
    end: () => port1.close(),
  };
}

function pageEngine(): PageEngine | undefined {
  return (globalThis as { readonly pasticheEngine?: PageEngine }).pasticheEngine;
}

function loadPageEngine(source: string, nonce: string | undefined): PageEngine {
  const script = document.createElement('script');
  if (nonce !== undefined) script.nonce = nonce;
  script.textContent = source;
  // An inline script has run, or was refused, when `append` returns.
  document.head.append(script);
  script.remove();
  const engine = pageEngine();
  if (engine !== undefined) return engine;
  throw new ChannelError('failed', sentence`The page does not allow the script of the engine.`);
}
